import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../shared/api/nodes.ts";
import { type TestWorkspace, workspaceWith } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { planted, plantNodes } from "../support/collections.ts";
import { hasFocus } from "../support/has-focus.ts";
import { keepInLanguages } from "../support/keep-in-languages.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { playableVideo } from "../support/videos.ts";

describe("content in the page that manages", () => {
  let acme: TestWorkspace;
  let token: string;
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;

  beforeAll(async () => {
    acme = await workspaceWith({ creator: 1, viewer: 1 });
    token = acme.admin.accessToken;
    ({ browser, popup: openPage } = await openBrowser());
    await api("PATCH", "/me", { token, body: { suggestible: false, name: "Ann Lee" } });
    await signInExtension(browser, acme.admin);
  });
  afterAll(() => browser.close());

  const nodes = async (query = "") =>
    (await api("GET", `/workspaces/${acme.workspaceId}/nodes${query}`, { token })).body.items as ContentNode[];
  const make = async (kind: string, title: string, parentId?: string): Promise<ContentNode> =>
    (await api("POST", `/workspaces/${acme.workspaceId}/nodes`, { token, body: { kind, title, parentId } })).body;
  const item = (page: Page, name: string) => page.getByRole("treeitem", { name });
  const title = (page: Page) => page.getByLabel("Title", { exact: true });

  test("made, renamed, moved, put into the trash and taken out of it", async () => {
    const page = await openPage("manage.html#content");
    await page.getByText("Nothing here yet.").waitFor();
    await page.getByRole("button", { name: "New project" }).click();
    await page.getByLabel("Name of the new project").fill("Harvest");
    await page.getByRole("button", { name: "Create" }).click();
    await item(page, "Harvest").waitFor();
    await expect.poll(() => item(page, "Harvest").getAttribute("aria-selected")).toBe("true");
    for (const folder of ["Cuts", "Archive"]) {
      await item(page, "Harvest").click();
      await page.getByLabel("New folder").fill(folder);
      await page.getByRole("button", { name: "Create" }).click();
      await item(page, folder).waitFor();
    }
    await item(page, "Archive").click();
    await title(page).fill("Old cuts");
    await page.getByRole("button", { name: "Rename" }).click();
    await item(page, "Old cuts").waitFor();
    await page.getByRole("button", { name: "Move", exact: true }).click();
    await item(page, "Cuts").first().click();
    await page.getByRole("treeitem", { name: "Cuts", exact: true }).click();
    await page.getByRole("button", { name: "Move “Old cuts” here" }).click();
    await expect.poll(() => item(page, "Old cuts").getAttribute("aria-level")).toBe("3");
    await item(page, "Old cuts").click();
    await page.getByRole("button", { name: "Move to the trash" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Move to the trash" }).click();
    await item(page, "Old cuts").waitFor({ state: "detached" });
    expect((await nodes("?q=old")).length).toBe(0);
    await page.getByRole("button", { name: "Restore" }).click();
    await item(page, "Old cuts").waitFor();
    expect((await nodes("?q=old")).length).toBe(1);
    await page.close();
  });

  test("by keys alone, page by page, and found by its title", async () => {
    const project = await make("project", "Autumn");
    for (let n = 0; n < 55; n += 1) await make("folder", `Folder ${n}`, project.id);
    const page = await openPage("manage.html#content");
    await item(page, "Autumn").focus();
    await page.keyboard.press("ArrowRight");
    await item(page, "Folder 54").waitFor();
    await expect.poll(() => item(page, "Autumn").getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("ArrowRight");
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe("Folder 54");
    // Refused, what comes next is not asked for by itself again, and its line says so.
    let refused = 0;
    await page.route(/cursor=/, (route) => {
      refused += 1;
      return route.abort();
    });
    await page.keyboard.press("End");
    await item(page, "Could not be read").scrollIntoViewIfNeeded();
    await keepInLanguages(page, "content-not-read");
    expect(refused).toBe(1);
    await page.unroute(/cursor=/);
    await item(page, "Could not be read").click();
    // What is on its way below moves the end away.
    await page.keyboard.press("End");
    await expect.poll(() => page.getByRole("treeitem", { name: /^Folder/ }).count()).toBe(55);
    await expect.poll(() => item(page, "Folder 0").getAttribute("aria-setsize")).toBe("55");
    await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('role')")).toBe("treeitem");
    await item(page, "Folder 3").first().focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(focused).toBe("Autumn");
    await page.keyboard.press("h");
    await expect.poll(focused).toBe("Harvest");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Harvest" }).waitFor();
    await page.getByLabel("Search by title").fill("folder 42");
    await expect.poll(() => page.getByRole("treeitem").count()).toBe(1);
    await page.getByLabel("Search by title").fill("nowhere");
    await page.getByText("Nothing bears that title.").waitFor();
    await page.close();
  });

  test("who may do what, changed and refused; its link; a place to upload into", async () => {
    const creator = acme.members.creator[0];
    const video = await playableVideo(token, acme.workspaceId, "Launch");
    const at = async () => (await api("GET", `/nodes/${video.id}/access`, { token })).body;
    const page = await openPage("manage.html#content");
    await page.getByLabel("Search by title").fill("launch");
    await item(page, "Launch").click();
    await page.getByLabel("All members").selectOption({ label: "Nothing: restricted" });
    await expect.poll(async () => (await at()).everyone).toBe("none");
    // Where the server is not reached it is taken back too, and goes along with nothing.
    const card = page.getByRole("region", { name: "Who may do what" });
    await browser.setOffline(true);
    await page.getByLabel("All members").selectOption({ label: "May change" });
    await card.getByRole("alert").waitFor();
    await expect.poll(() => page.getByLabel("All members").inputValue()).toBe("none");
    await page.getByLabel("Add a member").fill(creator?.email.slice(0, 6) ?? "");
    await expect.poll(() => card.getByRole("alert").count()).toBe(2);
    await card.getByRole("alert").last().scrollIntoViewIfNeeded();
    await keepInLanguages(page, "content-find-offline");
    await browser.setOffline(false);
    await card.getByRole("button", { name: "Try again" }).last().click();
    await expect.poll(() => hasFocus(page.getByLabel("Add a member"))).toBe(true);
    await page.getByRole("list", { name: "Members found" }).getByRole("button").first().click();
    const level = page.getByLabel(/^What .* may do$/);
    await level.selectOption({ label: "May change" });
    await expect
      .poll(at)
      .toEqual({ everyone: "none", grants: [{ membershipId: creator?.membershipId, level: "edit" }] });
    await page.reload();
    await page.getByLabel("Search by title").fill("launch");
    await item(page, "Launch").click();
    await page.getByLabel(`What ${creator?.email} may do`).waitFor();
    // What was wished while it was read anew is replaced by what was read: it is not said to be made.
    let changes = 0;
    const gate = Promise.withResolvers<void>();
    await page.route("**/nodes/*/access", async (route) => {
      if (route.request().method() === "GET") return gate.promise.then(() => route.continue());
      changes += 1;
      return route.abort();
    });
    const reading = page.waitForRequest((request) => request.method() === "GET" && request.url().endsWith("/access"));
    await page.getByLabel("All members").selectOption({ label: "May watch" });
    await reading;
    await expect.poll(() => page.getByLabel("All members").inputValue()).toBe("none");
    await page.getByLabel("All members").selectOption({ label: "May change" });
    gate.resolve();
    await expect.poll(() => page.getByLabel("All members").inputValue()).toBe("none");
    await card.getByRole("alert").waitFor();
    expect([changes, await page.getByText("Access changed.").count()]).toEqual([1, 0]);
    await page.unrouteAll();
    // Somebody else was quicker: what they did is shown, and not written over.
    await api("PUT", `/nodes/${video.id}/access`, { token, body: { everyone: "view", grants: [] } });
    await page.getByRole("button", { name: "Take away" }).click();
    await page.getByRole("region", { name: "Who may do what" }).getByRole("alert").waitFor();
    await expect.poll(() => page.getByLabel("All members").inputValue()).toBe("view");
    await expect.poll(() => hasFocus(page.getByRole("heading", { name: "Who may do what" }))).toBe(true);
    await page.getByRole("button", { name: "Publish to those with access" }).click();
    const link = page.getByRole("link", { name: "Share page" });
    await expect.poll(() => link.getAttribute("href")).toContain("/s/");
    await keepScreens(page, "content-video");
    await page.getByLabel("Search by title").fill("");
    await item(page, "Harvest").click();
    await item(page, "Harvest").locator(".twist").click();
    await item(page, "Cuts").first().waitFor();
    await keepScreens(page, "content-tree");
    const opening = browser.waitForEvent("page");
    await page.getByRole("link", { name: "Upload into it" }).click();
    const upload = await opening;
    const chosen = "document.querySelector('select')?.selectedOptions[0]?.textContent";
    await expect.poll(() => upload.evaluate(chosen)).toBe("Harvest");
    await upload.close();
    await api("PATCH", "/me", { token, body: { locale: "fr" } });
    await page.setViewportSize({ width: 360, height: 900 });
    await page.reload();
    await page.getByRole("treeitem", { name: "Harvest" }).click();
    await page.getByRole("region", { name: "Qui peut faire quoi" }).getByText("Ann Lee").waitFor();
    await keepScreens(page, "content-panel-fr");
    await expect
      .poll(() => page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
      .toBeLessThanOrEqual(0);
    await api("PATCH", "/me", { token, body: { locale: "en" } });
    await page.close();
  });

  test("ordered by hand: by keys and by buttons, at once, and taken back where it is refused", async () => {
    const project = await make("project", "Order");
    for (const name of ["One", "Two", "Three"]) await make("folder", name, project.id);
    const page = await openPage("manage.html#content");
    await item(page, "Order").locator(".twist").click();
    await item(page, "Three").waitFor();
    const shown = async () => (await page.getByRole("treeitem", { level: 2 }).allTextContents()).join();
    const kept = async () => (await nodes(`?parentId=${project.id}`)).map((node) => node.title).join();
    await item(page, "Three").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(kept).toBe("Two,One,Three");
    expect(await shown()).toBe("Two,One,Three");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Three");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Up: Three" }).click();
    await expect.poll(kept).toBe("Two,Three,One");
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/api/v1/nodes/*", async (route) => {
      await asked;
      await route.fulfill({ status: 403, json: { code: "forbidden", status: 403 } });
    });
    await page.getByRole("button", { name: "Up: Three" }).click();
    await expect.poll(shown).toBe("Three,Two,One");
    answer();
    await page.locator(".toast.problem").waitFor();
    await expect.poll(shown).toBe("Two,Three,One");
    await page.close();
  });

  test("the trash: what lies there, page by page, brought back in place; empty, and offline", async () => {
    const project = await make("project", "Attic");
    const folder = await make("folder", "Old takes", project.id);
    const owner = acme.members.creator[0]?.membershipId ?? "";
    const page = await openPage("manage.html#content");
    const toTrash = () => page.getByRole("button", { name: "Trash", exact: true }).click();
    await toTrash();
    await page.getByText("Nothing lies in the trash that you may restore.").waitFor();
    await page.getByRole("button", { name: "Back to the content" }).click();
    await item(page, "Attic").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Trash");
    const longAgo = Date.now() - 5 * 86_400_000;
    const many = Array.from({ length: 52 }, (_, n) =>
      planted(project.id, { title: `Take ${n}`, trashedAt: longAgo - n }),
    );
    await plantNodes(acme.workspaceId, owner, many);
    await api("DELETE", `/nodes/${folder.id}`, { token });
    await browser.setOffline(true);
    await toTrash();
    await page.getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
    // It looks again by itself.
    await browser.setOffline(false);
    const rows = page.getByRole("region", { name: "Trash" }).getByRole("listitem");
    await expect.poll(() => rows.count()).toBe(50);
    await rows.first().getByText("From “Attic” · put here by").waitFor();
    await rows.first().getByText("Gone for good in 30 days").waitFor();
    await keepScreens(page, "content-trash");
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => rows.count()).toBe(53);
    await page.getByRole("button", { name: "Restore: Old takes" }).click();
    await expect.poll(() => rows.count()).toBe(52);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Trash");
    expect((await nodes("?q=old takes")).map(({ id }) => id)).toEqual([folder.id]);
    await api("PATCH", "/me", { token, body: { locale: "fr" } });
    await page.setViewportSize({ width: 360, height: 900 });
    await page.reload();
    await page.getByRole("button", { name: "Corbeille" }).click();
    await page
      .getByText(/^Effacé dans/)
      .first()
      .waitFor();
    await keepScreens(page, "content-trash-panel-fr");
    await api("PATCH", "/me", { token, body: { locale: "en" } });
    await page.close();
  });

  test("why a level is what it is, what a member sees, and another owner", async () => {
    const [creator] = acme.members.creator;
    const [viewer] = acme.members.viewer;
    if (!creator || !viewer) throw new Error("Somebody is missing.");
    const project = await make("project", "Winter");
    const folder = await make("folder", "Drafts", project.id);
    const grants = [{ membershipId: viewer.membershipId, level: "edit" }];
    await api("PUT", `/nodes/${folder.id}/access`, { token, body: { everyone: "inherit", grants } });
    const page = await openPage("manage.html#content");
    await item(page, "Winter").locator(".twist").click();
    await item(page, "Drafts").click();
    await page.getByRole("button", { name: "Why?", exact: true }).click();
    await page.getByText("Super Admins decide everywhere.").waitFor();
    await page.getByRole("button", { name: `Why?: ${viewer.email}` }).click();
    await page
      .getByText(`${viewer.email} may watch it. The rules at “Drafts” would give more, but a Viewer only ever watches.`)
      .waitFor();
    await page.getByRole("button", { name: "What may somebody else do with it?" }).click();
    await page.getByLabel("Find a member by name or address").fill(creator.email.slice(0, 6));
    await page.getByRole("list", { name: "Members found" }).getByRole("button").first().click();
    await page.getByText(`${creator.email} may watch it. All members get that at “Winter”.`).waitFor();
    await page.getByText(`${creator.email} may watch it.`).scrollIntoViewIfNeeded();
    await keepScreens(page, "content-why");
    await page.getByRole("button", { name: "Hand over" }).click();
    await page.getByLabel("Find who is to own it").fill(creator.email.slice(0, 6));
    await page.getByRole("list", { name: "Members found" }).getByRole("button").first().click();
    await page.getByRole("dialog").getByText(`Hand “Drafts” over to ${creator.email}?`).waitFor();
    await keepScreens(page, "content-hand-over");
    await page.getByRole("dialog").getByRole("button", { name: "Hand over" }).click();
    const read = async () => (await api("GET", `/nodes/${folder.id}`, { token })).body;
    await expect.poll(async () => (await read()).ownerMembershipId).toBe(creator.membershipId);
    const access = page.getByRole("region", { name: "Who may do what" });
    // What was answered before is no answer any more.
    await page.getByText(`${creator.email} may watch it.`).waitFor({ state: "detached" });
    await access.getByText(creator.email).waitFor();
    await page.getByRole("button", { name: "View as" }).click();
    await page.getByLabel("Find a member by name or address").first().fill(viewer.email.slice(0, 6));
    await page.getByRole("list", { name: "Members found" }).getByRole("button").first().click();
    await page.locator(".notice", { hasText: `This is what ${viewer.email} sees.` }).waitFor();
    await item(page, "Winter").click();
    await page.getByRole("button", { name: `Why?: ${viewer.email}` }).click();
    await page.getByText("All members get that at “Winter”.").waitFor();
    await expect.poll(() => page.getByRole("button", { name: /Rename|Move|New project|Trash|Up:/ }).count()).toBe(0);
    await keepScreens(page, "content-view-as");
    await page.getByRole("button", { name: "Back to my view" }).click();
    await page.getByRole("button", { name: "New project" }).waitFor();
    await api("PATCH", "/me", { token, body: { locale: "fr" } });
    await page.setViewportSize({ width: 360, height: 1100 });
    await page.reload();
    await item(page, "Winter").click();
    await page.getByRole("button", { name: "Pourquoi ?", exact: true }).click();
    await page.getByText("Les super administrateurs décident partout.").waitFor();
    await keepScreens(page, "content-why-panel-fr");
    await api("PATCH", "/me", { token, body: { locale: "en" } });
    await page.close();
  });

  test("what is done as one goes to another workspace shows nothing there", async () => {
    const body = { name: "Beta" };
    const { id } = (await api("POST", "/workspaces", { token, body })).body;
    await make("project", "Cellar");
    await api("POST", `/workspaces/${id}/nodes`, { token, body: { kind: "project", title: "Shoots" } });
    const page = await openPage("manage.html#content");
    const switchTo = async (name: string) => {
      await page.getByRole("button", { name: "Switch workspace" }).click();
      await page.getByRole("button", { name: `${name} Shared workspace` }).click();
    };
    await item(page, "Cellar").click();
    const gate = Promise.withResolvers<void>();
    await page.route("**/nodes/*", (route) => gate.promise.then(() => route.continue()));
    await page.getByRole("button", { name: "Move to the trash" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Move to the trash" }).click();
    await switchTo("Beta");
    await item(page, "Shoots").click();
    const read: string[] = [];
    page.on("request", (request) => read.push(request.url()));
    gate.resolve();
    await page.locator(".toast", { hasText: "“Cellar” is in the trash." }).waitFor();
    await page.getByLabel("New folder").fill("Days");
    await page.getByRole("button", { name: "Create" }).click();
    await item(page, "Days").waitFor();
    await expect.poll(() => item(page, "Days").getAttribute("aria-level")).toBe("2");
    expect(await page.getByText("“Cellar” is in the trash and can").count()).toBe(0);
    expect(read.filter((url) => url.includes(`/workspaces/${acme.workspaceId}/nodes`))).toEqual([]);
    await switchTo("Acme");
    await page.getByRole("button", { name: "New project" }).waitFor();
    await page.close();
  });

  test("offline it says so and goes on afterwards; a Viewer sees what they may and changes nothing", async () => {
    const page = await openPage("manage.html#content");
    await item(page, "Harvest").waitFor();
    await browser.setOffline(true);
    await item(page, "Autumn").focus();
    await page.keyboard.press("ArrowRight");
    await item(page, "Could not be read").waitFor();
    await browser.setOffline(false);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await item(page, "Folder 54").waitFor();
    await page.close();
    const [viewer] = acme.members.viewer;
    if (!viewer) throw new Error("There is no viewer.");
    await api("PATCH", "/me", { token: viewer.accessToken, body: { suggestible: false } });
    await signInExtension(browser, viewer);
    const theirs = await openPage("manage.html#content");
    await item(theirs, "Harvest").click();
    await theirs.getByText("You may watch it.").waitFor();
    await expect.poll(() => theirs.getByRole("button", { name: /Rename|Move|New project/ }).count()).toBe(0);
    await theirs.close();
  });
});

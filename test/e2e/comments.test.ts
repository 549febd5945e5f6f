import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Notification } from "../../shared/api/notifications.ts";
import { LOCALES } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { type MemberActor, workspaceWith } from "../support/actors.ts";
import { openPrivateBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { sayOn, visitor } from "../support/commenting.ts";
import { hasFocus } from "../support/has-focus.ts";
import { keepPageScreens } from "../support/keep-screens.ts";
import { signInBrowser } from "../support/sign-in-page.ts";
import { fixture, newProject, newVideo, publish, uploadBytes } from "../support/videos.ts";

const t = translator("en");

let token: string;
let ravi: MemberActor;
let workspaceId: string;

beforeAll(async () => {
  const made = await workspaceWith({ viewer: 1 });
  token = made.admin.accessToken;
  workspaceId = made.workspaceId;
  [ravi] = made.members.viewer as [MemberActor];
  await api("PATCH", "/me", { token, body: { name: "Amélie Lacroix" } });
  await api("PATCH", "/me", { token: ravi.accessToken, body: { name: "Ravi Shah" } });
});

/** A public share of a video of a minute and a half, of which three people have said something. */
async function discussed() {
  const video = await newVideo(token, await newProject(token, workspaceId), "Spring launch, final cut");
  expect((await uploadBytes(token, video.id, await fixture("long.mp4"))).status).toBe(204);
  const share = await publish(token, video.id, "public");
  const say = async (body: object, as = token) =>
    (await api("POST", `/videos/${video.id}/comments`, { token: as, body })).body;
  const thread = await say({ body: "Can the date stay half a second longer here?", atSeconds: 42 }, ravi.accessToken);
  await say({ body: "Yes. It will be in tonight's cut.", parentId: thread.id });
  const music = await say({ body: "The music is a little loud under the voice.", atSeconds: 12 });
  await api("PATCH", `/comments/${music.id}`, { token, body: { resolved: true } });
  await sayOn(share, visitor(), { body: "Lovely work.\nI would watch it twice.", name: "Grete Holm" });
  return { ...share, thread };
}

describe("comments on the page", () => {
  let browser: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    browser = await openPrivateBrowser();
    page = await browser.newPage();
  });
  afterEach(() => browser.close());

  const at = () => page.evaluate<number>("document.querySelector('video').currentTime");
  const items = () => page.locator("#comments li");

  test("come after the page, and their moments lead there, in the list and below the picture", async () => {
    const { url } = await discussed();
    await page.goto(url);
    await expect.poll(() => items().count()).toBe(4);
    const words = await page.locator("#comments .said-so").allTextContents();
    expect(words[0]).toBe("Lovely work.\nI would watch it twice.");
    expect(words.slice(1)).toEqual([
      "The music is a little loud under the voice.",
      "Can the date stay half a second longer here?",
      "Yes. It will be in tonight's cut.",
    ]);
    await page.getByRole("link", { name: t("comments.at_moment", { moment: "0:42" }) }).click();
    await expect.poll(at).toBe(42);
    expect(page.url()).toBe(url);
    await expect.poll(() => page.locator(".pins a").count()).toBe(2);
    await page.locator(".pins a").first().click();
    await expect.poll(at).toBe(12);
  });

  test("a reaction is of the moment that plays, counted above the list and marked below the picture", async () => {
    const { url } = await discussed();
    await page.goto(url);
    await expect.poll(() => items().count()).toBe(4);
    await page.locator("[data-speak] [name=name]").fill("Ingrid");
    await page.locator("[data-speak] textarea").fill("Half a sentence");
    await page.locator("[name=at]").fill("");
    await page.evaluate("document.querySelector('video').currentTime = 30");
    await page.getByRole("button", { name: "😍" }).click();
    await expect.poll(() => items().count()).toBe(5);
    await expect.poll(() => page.locator(".reactions").innerText()).toMatch(/😍\s*1/);
    await expect
      .poll(() => page.getByRole("link", { name: t("comments.at_moment", { moment: "0:30" }) }).count())
      .toBe(1);
    await expect.poll(() => page.locator(".pins .reaction title").textContent()).toBe("😍");
    await expect.poll(() => page.locator("[data-speak] textarea").inputValue()).toBe("Half a sentence");
  });

  test("a visitor says something of the moment, answers, changes and deletes it, by the keyboard", async () => {
    const { url } = await discussed();
    await page.goto(url);
    await expect.poll(() => items().count()).toBe(4);
    await page.evaluate("document.querySelector('video').currentTime = 30");
    await page.getByLabel(t("comments.name")).first().fill("Anna");
    await page.getByLabel(t("comments.text")).focus();
    await expect.poll(() => page.getByLabel(t("comments.at"), { exact: true }).inputValue()).toBe("0:30");
    await page.keyboard.type("Here I laughed");
    await page.getByRole("button", { name: t("comments.send"), exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("document.activeElement?.textContent")).toContain("Here I laughed");
    const mine = items().filter({ hasText: "Here I laughed" });
    await expect.poll(() => mine.getByText(t("comments.guest")).count()).toBe(1);
    await expect.poll(() => page.locator(".pins a").count()).toBe(3);

    await mine.locator("summary", { hasText: t("comments.edit") }).press("Enter");
    await mine.getByRole("textbox", { name: t("comments.edit_own") }).fill("Here I laughed aloud");
    await mine.getByRole("button", { name: t("comments.save") }).press("Enter");
    const changed = items().filter({ hasText: "laughed aloud" });
    await expect.poll(() => changed.count()).toBe(1);

    await changed.locator("summary", { hasText: t("comments.reply") }).press("Enter");
    await changed.getByRole("textbox", { name: t("comments.reply_to", { name: "Anna" }) }).fill("Me again");
    // Known by now, in every form.
    await expect.poll(() => changed.getByLabel(t("comments.name")).inputValue()).toBe("Anna");
    await changed.getByRole("button", { name: t("comments.reply") }).press("Enter");
    await expect.poll(() => items().count()).toBe(6);

    const reply = items().filter({ hasText: "Me again" });
    await reply.locator("summary", { hasText: t("comments.delete") }).press("Enter");
    await reply.getByRole("button", { name: t("comments.delete") }).press("Enter");
    await expect.poll(() => items().count()).toBe(5);
    // Typing plays nothing.
    await expect.poll(() => page.evaluate("document.querySelector('video').paused")).toBe(true);
  });

  test("what cannot be said is said why, and stays typed", async () => {
    const { url } = await discussed();
    await page.goto(url);
    await expect.poll(() => items().count()).toBe(4);
    await page.getByLabel(t("comments.name")).first().fill("Anna");
    await page.getByLabel(t("comments.text")).fill("Much later");
    await page.getByLabel(t("comments.at"), { exact: true }).fill("59:00");
    await page.getByRole("button", { name: t("comments.send"), exact: true }).click();
    await page
      .getByRole("alert")
      .filter({ hasText: t("comments.bad_moment") })
      .waitFor();
    await expect.poll(() => page.getByLabel(t("comments.text")).inputValue()).toBe("Much later");
    await browser.setOffline(true);
    await page.getByLabel(t("comments.at"), { exact: true }).fill("");
    await page.getByRole("button", { name: t("comments.send"), exact: true }).click();
    await page
      .getByRole("alert")
      .filter({ hasText: t("comments.failed") })
      .waitFor();
    await browser.setOffline(false);
    await page.getByRole("button", { name: t("comments.send"), exact: true }).click();
    await expect.poll(() => items().count()).toBe(5);
  });

  test("what others say comes by itself, and waits where somebody is writing an answer", async () => {
    const share = await discussed();
    await page.goto(share.url);
    await expect.poll(() => items().count()).toBe(4);
    const opened = page.waitForRequest((one) => one.url().endsWith("/live"));
    await page.evaluate("document.querySelector('#comments').scrollIntoView()");
    await opened;
    await sayOn(share, visitor(), { body: "From elsewhere", name: "Otto" });
    await expect.poll(() => items().count()).toBe(5);
    await items()
      .first()
      .locator("summary", { hasText: t("comments.reply") })
      .click();
    await items().first().getByRole("textbox").last().fill("Half a thought");
    await sayOn(share, visitor(), { body: "And another", name: "Otto" });
    await page.getByRole("button", { name: t("comments.news") }).click();
    await expect.poll(() => items().count()).toBe(6);
    const draft = page.locator(".acts textarea:visible");
    await expect.poll(() => draft.inputValue()).toBe("Half a thought");

    // What is sent beside it is sent alone, and who went back to the draft stays in it.
    await page.getByLabel(t("comments.name")).first().fill("Anna");
    await page.getByLabel(t("comments.text")).first().fill("Meanwhile");
    await page.getByRole("button", { name: t("comments.send"), exact: true }).press("Enter");
    await draft.focus();
    await items().filter({ hasText: "Meanwhile" }).waitFor();
    expect(await draft.inputValue()).toBe("Half a thought");
    await expect.poll(() => hasFocus(draft)).toBe(true);
    await page.getByRole("button", { name: t("comments.reply"), exact: true }).click();
    await items().filter({ hasText: "Half a thought" }).waitFor();
    await expect.poll(() => draft.count()).toBe(0);
  });

  test("a member finds another by name and speaks to them, who is told", async () => {
    const { url, nodeId } = await discussed();
    await signInBrowser(browser, { token });
    await page.goto(url);
    await expect.poll(() => items().count()).toBe(4);
    const form = page.locator("[data-speak]");
    await form.locator("summary", { hasText: t("comments.mention") }).press("Enter");
    await form.getByLabel(t("comments.mention_search")).fill("ravi");
    await form.getByLabel("Ravi Shah").press("Space");
    await expect.poll(() => form.getByLabel(t("comments.text")).inputValue()).toBe("@Ravi Shah ");
    await form.getByLabel(t("comments.text")).fill("@Ravi Shah is this the last cut?");
    await form.getByRole("button", { name: t("comments.send"), exact: true }).press("Enter");
    await expect.poll(() => items().count()).toBe(5);
    const told = async () =>
      (await api("GET", "/notifications", { token: ravi.accessToken })).body.items
        .filter((one: Notification) => one.comment?.nodeId === nodeId)
        .map((one: Notification) => [one.type, one.comment?.body]);
    await expect.poll(told).toContainEqual(["comment.mentioned", "@Ravi Shah is this the last cut?"]);
  });

  test("without script: read, written, resolved and deleted", async () => {
    await browser.close();
    browser = await openPrivateBrowser("en", { script: false });
    page = await browser.newPage();
    const { url } = await discussed();
    await page.goto(url);
    await page.getByRole("link", { name: t("comments.read") }).click();
    await expect.poll(() => items().count()).toBe(4);
    await page.getByLabel(t("comments.name")).first().fill("Anna");
    await page.getByLabel(t("comments.text")).fill("By hand");
    await page.getByLabel(t("comments.at"), { exact: true }).fill("1:05");
    await page.getByRole("button", { name: t("comments.send"), exact: true }).click();
    const mine = items().filter({ hasText: "By hand" });
    await expect.poll(() => mine.getByRole("link").textContent()).toBe("1:05");
    await mine.getByRole("button", { name: t("comments.resolve") }).click();
    await expect.poll(() => mine.getByText(t("comments.resolved"), { exact: true }).count()).toBe(1);
    await mine.locator("summary", { hasText: t("comments.delete") }).click();
    await mine.getByRole("button", { name: t("comments.delete") }).click();
    await expect.poll(() => items().count()).toBe(4);
  });
});

describe("reviewing on the page", () => {
  test("a member asks for changes, then approves; the page says so each time", async () => {
    const browser = await openPrivateBrowser();
    try {
      const { url } = await discussed();
      await signInBrowser(browser, { token: ravi.accessToken });
      const page = await browser.newPage();
      await page.goto(url);
      const review = page.getByRole("region", { name: t("review.title") });
      await review.getByText(t("review.nobody")).waitFor();
      await review.getByLabel(t("review.note")).fill("Let the date stay");
      await review.getByRole("button", { name: t("review.request_changes") }).press("Enter");
      await review.getByText("Let the date stay").waitFor();
      await expect.poll(() => review.getByText(t("review.changes_requested"), { exact: true }).count()).toBe(2);
      await review.getByRole("button", { name: t("review.approve") }).click();
      await expect.poll(() => review.getByText(t("review.approved"), { exact: true }).count()).toBe(2);
    } finally {
      await browser.close();
    }
  });
});

describe.each(LOCALES)("looked at, in %s", (locale) => {
  test("by a visitor and by whoever may edit", async () => {
    const words = translator(locale);
    const browser = await openPrivateBrowser(locale);
    try {
      const { url, nodeId } = await discussed();
      const { items } = (await api("GET", `/workspaces/${workspaceId}/members`, { token })).body;
      const membershipIds = items.map(({ id }: { id: string }) => id);
      await api("PUT", `/videos/${nodeId}/reviewers`, { token, body: { membershipIds } });
      const note = "Let the date stay half a second longer, then it is ours to send.";
      await api("PUT", `/videos/${nodeId}/review`, { token, body: { decision: "changes_requested", note } });
      for (const [body, atSeconds] of [
        ["😍", 12],
        ["😍", 47],
        ["❤️", 60],
      ] as const)
        await api("POST", `/videos/${nodeId}/comments`, { token: ravi.accessToken, body: { body, atSeconds } });
      const page = await browser.newPage();
      await page.goto(url);
      await page.locator("#comments li").nth(3).waitFor();
      await keepPageScreens(page, "page-comments-top", locale);
      await page.locator("#comments").scrollIntoViewIfNeeded();
      await page.evaluate("document.querySelector('#comments').scrollIntoView()");
      await keepPageScreens(page, "page-comments", locale);
      await signInBrowser(browser, { token: ravi.accessToken });
      await page.goto(url);
      await page.locator("#comments li").nth(3).waitFor();
      const own = page.locator("#comments li").nth(2);
      await own.locator("summary", { hasText: words("comments.reply") }).click();
      await page.evaluate("document.querySelector('#comments').scrollIntoView()");
      await keepPageScreens(page, "page-comments-reply", locale);
      const form = page.locator("[data-speak]");
      await form.locator("summary", { hasText: words("comments.mention") }).click();
      await form.getByLabel(words("comments.mention_search")).fill("am");
      await form.getByLabel("Amélie Lacroix").check();
      await page.evaluate("document.querySelector('#comments').scrollIntoView()");
      await keepPageScreens(page, "page-comments-mention", locale);
      await page.evaluate("document.querySelector('#review').scrollIntoView()");
      await keepPageScreens(page, "page-review", locale);
    } finally {
      await browser.close();
    }
  });
});

import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ListedShare, Share } from "../../shared/api/shares.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { type TestWorkspace, workspaceWith } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { answerNo } from "../support/company.ts";
import { sql } from "../support/database.ts";
import { keepPopupScreens, keepScreens } from "../support/keep-screens.ts";
import { openRealPopup } from "../support/real-popup.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { playableVideo, publish } from "../support/videos.ts";

const en = translator("en");
const fr = translator("fr");

describe("the rules of a share", () => {
  let acme: TestWorkspace;
  let token: string;
  let nodeId: string;
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;

  beforeAll(async () => {
    acme = await workspaceWith({});
    token = acme.admin.accessToken;
    ({ browser, popup: openPage } = await openBrowser());
    await answerNo(acme.admin);
    await signInExtension(browser, acme.admin);
    nodeId = (await playableVideo(token, acme.workspaceId, "Launch")).id;
  });
  beforeEach(async () => {
    await sql("DELETE FROM shares WHERE node_id = ?", [nodeId]);
    await api("PATCH", "/me", { token, body: { locale: "en" } });
  });
  afterEach(async () => {
    await browser.setOffline(false);
    const [, ...opened] = browser.pages();
    await Promise.all(opened.map((page) => page.close()));
  });
  afterAll(() => browser.close());

  const shares = async () =>
    (await api<{ items: ListedShare[] }>("GET", `/nodes/${nodeId}/shares`, { token })).body.items;
  const pageShare = async () => (await shares()).find(({ isSharePage }) => isSharePage) as ListedShare;
  const change = (share: Share, body: object) => api("PATCH", `/shares/${share.id}`, { token, body });

  async function openLinks(page: Page) {
    await page.getByRole("treeitem").first().locator(".twist").click();
    await page.getByRole("treeitem", { name: "Launch" }).click();
    return page.getByRole("region", { name: "Links" });
  }

  test("are changed where its links are listed, beside what others change, and never over it", async () => {
    const page = await openPage("manage.html#content");
    const links = await openLinks(page);
    await links.getByRole("button", { name: "Publish to those with access" }).click();
    const save = links.getByRole("button", { name: "Save" });
    const guests = links.getByLabel("Guests");
    await guests.fill("ada@example.com\nnobody");
    await links.getByLabel("Views at most").fill("0");
    await save.click();
    await links.getByText("“nobody” is neither an address nor a domain.").waitFor();
    await links.getByText("Give a whole number from 1 to 1,000,000.").waitFor();
    expect((await pageShare()).guests).toEqual([]);
    await keepScreens(page, "share-rules-refused");
    await guests.fill("ada@example.com");
    await links.getByLabel("Views at most").fill("20");
    await links.getByLabel("Open until").fill("2031-03-01T18:30");
    await links.getByLabel("Download it").check();
    await save.click();
    await links.getByText("Saved. It holds from now on.").waitFor();
    const saved = { guests: ["ada@example.com"], maxViews: 20, allowDownload: true, allowComments: true };
    expect(await pageShare()).toMatchObject(saved);
    expect((await pageShare()).expiresAt).toMatch(/^2031-03-01T/);
    await links.getByText(/Members who have access · until Mar 1, 2031/).waitFor();

    // A date that is half taken away is none, and no way to lift the limit.
    await links.getByLabel("Open until").focus();
    await page.keyboard.press("Backspace");
    await save.click();
    await links.getByText("That is no date and time.").waitFor();
    expect((await pageShare()).expiresAt).toMatch(/^2031-03-01T/);
    await links.getByLabel("Open until").fill("2031-03-01T18:30");

    // Something else, which somebody changed meanwhile, stays as they made it.
    await change(await pageShare(), { allowComments: false });
    await links.getByLabel("Views at most").fill("30");
    await save.click();
    await expect.poll(pageShare).toMatchObject({ ...saved, maxViews: 30, allowComments: false });

    // The same is not written over before one knows.
    await links.getByText("Saved. It holds from now on.").waitFor();
    await change(await pageShare(), { guests: ["grace@example.com"] });
    await guests.fill("ada@example.com\nlin@example.com");
    await save.click();
    await links.getByText("Someone changed the same while you were typing.").waitFor();
    expect((await pageShare()).guests).toEqual(["grace@example.com"]);
    expect(await guests.inputValue()).toBe("ada@example.com\nlin@example.com");
    await links.getByRole("button", { name: "Take theirs" }).click();
    await expect.poll(() => guests.inputValue()).toBe("grace@example.com");

    await links.getByText("Workspace", { exact: true }).click();
    await expect.poll(async () => (await pageShare()).visibility).toBe("workspace");
    await guests.waitFor({ state: "detached" });
  });

  test("a further link has its own, and ends alone", async () => {
    await change(await publish(token, nodeId, "workspace"), { label: "Main" });
    const page = await openPage("manage.html#content");
    const links = await openLinks(page);
    await links.getByRole("button", { name: "New link" }).click();
    await links.getByLabel("Name of the link").fill("For the board");
    await links.getByRole("button", { name: "Make" }).click();
    await links.getByText("Public", { exact: true }).click();
    const board = async () => (await shares()).find(({ label }) => label === "For the board");
    await expect.poll(async () => (await board())?.visibility).toBe("public");
    expect((await pageShare()).visibility).toBe("workspace");
    // The Share Page, though older and named, stands first, and is not offered again.
    expect(await links.locator(".who a").allTextContents()).toEqual(["Share page · Main", "For the board"]);
    expect(await links.getByRole("button", { name: "Publish to those with access" }).count()).toBe(0);
    await keepScreens(page, "share-rules-further");

    // Folded it says so too, and opened again it can be closed again.
    const unfold = (name: string) => links.getByRole("button", { name: en("ext.content.link_open", { name }) });
    await unfold("For the board").click();
    await links.getByText("Anyone with the link").waitFor();
    await unfold("For the board").click();
    // What is on its way is this link's: no other is taken in hand meanwhile.
    const sent = Promise.withResolvers<void>();
    await page.route("**/shares/*", async (route) => {
      if (route.request().method() === "PATCH") await sent.promise;
      await route.continue();
    });
    await links.getByText("Restricted", { exact: true }).click();
    await expect.poll(() => unfold("Share page · Main").isDisabled()).toBe(true);
    sent.resolve();
    await expect.poll(async () => (await board())?.visibility).toBe("restricted");
    await page.unrouteAll({ behavior: "wait" });
    await links.getByText("Public", { exact: true }).click();
    await expect.poll(async () => (await board())?.visibility).toBe("public");
    expect((await pageShare()).visibility).toBe("workspace");
    const { url } = (await board()) as Share;
    expect((await fetch(url)).status).toBe(200);
    await links.getByRole("button", { name: "End the link" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End the link" }).click();
    await links.getByRole("link", { name: "For the board" }).waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("shares-title");
    expect((await fetch(url)).status).toBe(410);
    expect((await shares()).map(({ label }) => label)).toEqual(["Main"]);

    await browser.setOffline(true);
    await unfold("Share page · Main").click();
    await links.getByRole("alert").waitFor();
    await browser.setOffline(false);
    await links.getByRole("button", { name: "Try again" }).click();
    await links.getByLabel("Open until").waitFor();
  });

  test("are in the popup too, over the page of the share, loaded once they are asked for", async () => {
    const share = await publish(token, nodeId);
    await change(share, { expiresAt: "2031-03-01T18:30:00Z" });
    const [watching] = browser.pages();
    await watching?.goto(share.url);
    const popup = await openRealPopup(browser);
    const more = "[...document.querySelectorAll('.more-rules button')][0]";
    await popup.until(more, "the way to the rules");
    await popup.evaluate(`${more}.click()`);
    const field = "document.querySelector('.rules-form input[type=datetime-local]')";
    await popup.until(`${field}?.value.startsWith('2031-03-01')`, "the rules");
    await popup.evaluate(
      `(() => { const field = ${field}; field.value = "2032-05-04T10:00"; field.dispatchEvent(new Event("input", { bubbles: true })); })()`,
    );
    await popup.until(
      "!document.querySelector('.rules-form [type=submit]').disabled",
      "that there is something to save",
    );
    await popup.evaluate("document.querySelector('.rules-form [type=submit]').click()");
    await popup.until("document.body.innerText.includes('until May 4, 2032')", "the new end");
    expect((await pageShare()).expiresAt).toMatch(/^2032-05-04T/);
    await keepPopupScreens(popup, "popup-share-rules");
    await popup.close();
  });

  test("looked at in French, in a panel and in the popup", async () => {
    await api("PATCH", "/me", { token, body: { locale: "fr" } });
    const { url } = await publish(token, nodeId);
    const page = await openPage("manage.html#content");
    await page.setViewportSize({ width: 360, height: 900 });
    await page.getByRole("treeitem").first().locator(".twist").click();
    await page.getByRole("treeitem", { name: "Launch" }).click();
    await page
      .getByRole("button", { name: fr("ext.content.link_open", { name: fr("ext.content.share_page") }) })
      .click();
    await page.getByLabel(fr("sharing.expires")).waitFor();
    await page.getByRole("button", { name: fr("ext.save") }).scrollIntoViewIfNeeded();
    await keepScreens(page, "share-rules-panel-fr");
    const overflow = "document.documentElement.scrollWidth - window.innerWidth";
    await expect.poll(() => page.evaluate(overflow)).toBeLessThanOrEqual(0);
    await page.goto(url);
    const popup = await openRealPopup(browser);
    const more = "[...document.querySelectorAll('.more-rules button')][0]";
    await popup.until(`${more}?.innerText === ${JSON.stringify(fr("ext.rules.more"))}`, "the way to the rules");
    await popup.evaluate(`${more}.click()`);
    await popup.until(
      `document.body.innerText.includes(${JSON.stringify(fr("ext.rules.allowDownload"))})`,
      "the rules",
    );
    await keepPopupScreens(popup, "popup-share-rules-fr");
    await popup.close();
  });
});

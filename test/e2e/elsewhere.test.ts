import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Share } from "../../shared/api/shares.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { type Company, company } from "../support/company.ts";
import { badgeText, inBackground } from "../support/extension-worker.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { keptKey } from "../support/kept-key.ts";
import { openRealPopup } from "../support/real-popup.ts";
import { server } from "../support/server.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { playableVideo, publish } from "../support/videos.ts";

/** What the browser's own menus, keys and address bar tell the worker, which nobody can press in a browser without a window. */
describe("from anywhere in the browser", () => {
  let acme: Company;
  let browser: BrowserContext;
  let open: (page?: string) => Promise<Page>;
  let share: Share;

  beforeAll(async () => {
    acme = await company("invite_only");
    ({ browser, popup: open } = await openBrowser());
    await signInExtension(browser, acme.admin);
    const video = await playableVideo(acme.admin.accessToken, acme.workspaceId, "Spring & <Summer>");
    share = await publish(acme.admin.accessToken, video.id, "restricted");
    const popup = await open();
    await popup.getByText("2 active").waitFor();
    await popup.close();
    await setPopup("() => Promise.resolve()");
  });
  afterAll(() => browser.close());

  const inWorker = <Value>(expression: string) => inBackground<Value>(browser, expression);
  const press = (id: string, click: object) =>
    inWorker(`chrome.contextMenus.onClicked.dispatch(${JSON.stringify({ menuItemId: id, ...click })}, undefined)`);
  const asked = () =>
    inWorker(`chrome.storage.session.get('${keptKey("asked")}').then((kept) => Object.values(kept)[0] ?? null)`);
  /** What the browser does when it is to open the popup; its own function again without. */
  const setPopup = (opener = "ownPopup") =>
    inWorker(`void (globalThis.ownPopup ??= chrome.action.openPopup, chrome.action.openPopup = ${opener})`);

  test("the worker was told of its menus when it was installed", async () => {
    const ids = ["invite-selection", "invite-link", "copy-share", "control-share"];
    for (const id of ids) {
      expect(await inWorker(`chrome.contextMenus.update("${id}", { visible: true }).then(() => "there")`)).toBe(
        "there",
      );
    }
    await expect(inWorker(`chrome.contextMenus.update("other", { visible: true })`)).rejects.toThrow("Cannot find");
  });

  test("a selected address stands in the popup's form, the focus on it, behind what was typed before", async () => {
    await press("invite-selection", { selectionText: "Ada <ada@acme.example>, and bo@acme.example; or no@one" });
    await expect.poll(asked).toEqual({ kind: "invite", emails: ["ada@acme.example", "bo@acme.example"] });
    const popup = await open();
    const field = popup.getByLabel("E-mail addresses");
    await expect.poll(() => field.inputValue()).toBe("ada@acme.example, bo@acme.example");
    await expect.poll(() => field.evaluate((element) => element.matches(":focus"))).toBe(true);
    expect(await asked()).toBeNull();
    await press("invite-link", { linkUrl: "mailto:cy%40acme.example?cc=bo@acme.example" });
    await popup.bringToFront();
    await expect.poll(() => field.inputValue()).toBe("ada@acme.example, bo@acme.example, cy@acme.example");
    await field.fill("");
    await popup.close();
  });

  test("a link to a share opens in the card that controls it; a link that only looks like one does nothing", async () => {
    await press("control-share", { linkUrl: `${server.url}/s/nonsense` });
    expect(await asked()).toBeNull();
    await press("control-share", { linkUrl: `${share.url}?t=3#x` });
    await expect.poll(asked).toEqual({ kind: "share", slug: share.slug });
    const popup = await open();
    await popup.getByRole("heading", { name: "Link on this page" }).waitFor();
    await popup.getByText("Spring & <Summer>").waitFor();
    await popup.close();
  });

  test("the keys copy the link of the tab in front, say so, and open what manages", async () => {
    await browser.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    const page = await browser.newPage();
    await page.goto(`${share.url}?from=mail`);
    await page.bringToFront();
    await inWorker("chrome.commands.onCommand.dispatch('copy-share-link')");
    await expect.poll(() => badgeText(browser)).toBe("✓");
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(share.url);
    await expect.poll(() => badgeText(browser)).toBe("");

    await page.goto("about:blank");
    await inWorker("chrome.commands.onCommand.dispatch('copy-share-link')");
    await expect.poll(() => badgeText(browser)).toBe("!");

    const opened = browser.waitForEvent("page");
    await inWorker("chrome.commands.onCommand.dispatch('open-manage')");
    await (await opened).getByRole("heading", { name: "Manage Workspace" }).waitFor();
  });

  test("the side panel opens from the popup, and by key in the window in front; it opens in a tab in turn", async () => {
    const popup = await open();
    await popup.getByRole("button", { name: "Side panel" }).click();
    const session = await browser.browser()?.newBrowserCDPSession();
    await expect
      .poll(async () => (await session?.send("Target.getTargets"))?.targetInfos.map(({ url }) => new URL(url).pathname))
      .toContain("/sidepanel.html");
    await inWorker("void (chrome.sidePanel.open = ({ windowId }) => { globalThis.openedIn = windowId; })");
    await inWorker("chrome.commands.onCommand.dispatch('open-panel', { windowId: 7 })");
    expect(await inWorker("openedIn")).toBe(7);
    const panel = await open("sidepanel.html");
    await panel.getByRole("tab", { name: "Notifications" }).click();
    const opened = browser.waitForEvent("page");
    await panel.getByRole("link", { name: "Open in a tab" }).click();
    expect((await opened).url()).toMatch(/\/manage\.html#notifications$/);
    await panel.setViewportSize({ width: 360, height: 800 });
    await panel.getByRole("tab", { name: "Members" }).click();
    await panel.locator("td").getByText(acme.admin.email).first().waitFor();
    await keepScreens(panel, "panel-members");
    const overflow = "document.documentElement.scrollWidth - window.innerWidth";
    expect(await panel.evaluate(overflow)).toBeLessThanOrEqual(0);
    await panel.close();
  });

  describe("the address bar", () => {
    const suggest = (text: string) =>
      inWorker<{ content: string; description: string }[]>(
        `new Promise((done) => chrome.omnibox.onInputChanged.dispatch(${JSON.stringify(text)}, done))`,
      );

    test("suggests videos by their titles, which can say nothing to the browser itself", async () => {
      const [found, ...others] = await suggest("spring");
      expect(found).toEqual({ content: share.nodeId, description: "Spring &amp; &lt;Summer&gt;" });
      expect(others).toEqual([]);
      expect(await suggest("nothing of that name")).toEqual([]);
      expect(await suggest("  ")).toEqual([]);
    });

    test("opens the share page of what was chosen or of the words typed, and else what manages", async () => {
      const enter = async (text: string) => {
        const page = browser.waitForEvent("page");
        await inWorker(`chrome.omnibox.onInputEntered.dispatch(${JSON.stringify(text)}, "newForegroundTab")`);
        const opened = await page;
        onTestFinished(() => opened.close());
        await opened.waitForURL((url) => url.href !== "about:blank");
        return opened.url();
      };
      // Not the newest of its links, and not the one without a name.
      const token = acme.admin.accessToken;
      await api("PATCH", `/shares/${share.id}`, { token, body: { label: "Main" } });
      const further = await api<Share>("POST", `/nodes/${share.nodeId}/shares`, { token, body: {} });
      onTestFinished(() => void api("DELETE", `/shares/${further.body.id}`, { token }));
      expect(await enter(share.nodeId)).toContain(share.slug);
      expect(await enter("spring")).toContain(share.slug);
      expect(await enter("nothing of that name")).toMatch(/^chrome-extension:.*\/manage\.html$/);
    });

    test("without the service it suggests nothing, and does not break", async () => {
      await browser.setOffline(true);
      expect(await suggest("spring")).toEqual([]);
      await browser.setOffline(false);
      expect(await suggest("spring")).toHaveLength(1);
    });
  });

  test("the browser's own popup opens with it", async () => {
    await setPopup();
    const popup = await openRealPopup(browser, () => press("invite-selection", { selectionText: "eve@acme.example" }));
    await popup.until("document.querySelector('.invite .field')?.value === 'eve@acme.example'", "who is to be invited");
    await popup.close();
  });

  test("where the browser opens no popup, a tab does the same", async () => {
    await setPopup("() => Promise.reject(new Error('no window'))");
    const manage = browser.waitForEvent("page");
    await press("invite-selection", { selectionText: "dee@acme.example" });
    const page = await manage;
    await expect.poll(() => page.getByLabel("E-mail addresses").inputValue()).toContain("dee@acme.example");
    await page.close();
    const shown = browser.waitForEvent("page");
    await press("control-share", { linkUrl: share.url });
    await (await shown).waitForURL((url) => url.pathname.includes(share.slug) || url.search.includes(share.slug));
    expect(await asked()).toBeNull();
  });
});

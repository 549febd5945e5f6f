import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, newAddress, workspaceWith } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { inBackground } from "../support/extension-worker.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { keptKey } from "../support/kept-key.ts";
import { signInCode } from "../support/mailbox.ts";
import { server } from "../support/server.ts";
import { signInExtension } from "../support/sign-in-extension.ts";

describe("the session of the extension", () => {
  let admin: Actor;
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;

  beforeAll(async () => {
    ({ admin } = await workspaceWith({}));
    ({ browser, popup: openPage } = await openBrowser());
    await signInExtension(browser, admin);
  });
  afterAll(() => browser.close());

  /** How often the refresh token has been exchanged: its generation stands in it. */
  async function generation(): Promise<number> {
    const [worker] = browser.serviceWorkers();
    const token = await worker?.evaluate(
      `chrome.storage.local.get('${keptKey("refreshToken")}').then((kept) => Object.values(kept)[0])`,
    );
    return Number(String(token).split(".")[1]);
  }

  async function letAccessTokenDie(): Promise<void> {
    const [worker] = browser.serviceWorkers();
    await worker?.evaluate(
      `chrome.storage.session.set({ '${keptKey("accessToken")}': { token: 'dead', expiresAt: 0 } })`,
    );
  }

  test("pages that open at once refresh it once", async () => {
    const before = await generation();
    await letAccessTokenDie();
    const pages = await Promise.all([openPage(), openPage("manage.html"), openPage(), openPage("upload.html")]);
    await Promise.all(pages.map((page) => page.getByText("Acme").first().waitFor()));
    await pages[1]?.getByRole("row").filter({ hasText: admin.email }).waitFor();
    expect(await generation()).toBe(before + 1);
    await Promise.all(pages.map((page) => page.close()));
  });

  test("a popup that closes while a refresh is under way loses nothing", async () => {
    const before = await generation();
    await letAccessTokenDie();
    const popup = await openPage();
    await popup.evaluate(`void chrome.runtime.sendMessage({ kind: 'renew', server: '${server.url}', dead: 'dead' })`);
    await popup.close();
    await expect.poll(generation).toBe(before + 1);
    const again = await openPage();
    await again.getByText("Nobody else is here yet").waitFor();
    await again.close();
  });

  test("who is to be forgotten when the browser closes leaves nothing behind", async () => {
    const { browser: own, popup } = await openBrowser();
    try {
      const page = await popup();
      const email = newAddress();
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("Forget me when the browser closes").check();
      await page.getByRole("button", { name: "Send me a code" }).click();
      await page.getByLabel("Code", { exact: true }).fill(await signInCode(email));
      await page.getByRole("heading", { name: "May colleagues find you?" }).waitFor();
      await expect
        .poll(() =>
          inBackground(
            own,
            `chrome.storage.local.get('${keptKey("knownMe")}').then((kept) => Object.keys(kept).length)`,
          ),
        )
        .toBe(1);
      await page.reload();
      await page.getByRole("heading", { name: "May colleagues find you?" }).waitFor();
      expect(await inBackground(own, `chrome.storage.local.get('${keptKey("refreshToken")}')`)).toEqual({});
      await page.close();
      // As it is when the browser has closed and starts again.
      await inBackground(own, "chrome.storage.session.clear()");
      await inBackground(own, "chrome.runtime.onStartup.dispatch()");
      await expect
        .poll(() => inBackground(own, "chrome.storage.local.get().then((kept) => Object.keys(kept))"))
        .toEqual([]);
    } finally {
      await own.close();
    }
  });

  test("answers on their way while one signs out are kept nowhere", async () => {
    const leaver = (await workspaceWith({})).admin;
    const { browser: own, popup } = await openBrowser();
    await signInExtension(own, leaver);
    const [leaving, staying] = [await popup(), await popup("manage.html")];
    await leaving.getByText("Nobody else is here yet").waitFor();
    await staying.getByRole("row").filter({ hasText: leaver.email }).waitFor();

    const held: string[] = [];
    let answered = 0;
    const gate = Promise.withResolvers<void>();
    const reads = /\/api\/v1\/(me|workspaces\/.*|notifications\?.*)$/;
    await own.route(reads, async (route) => {
      if (route.request().method() !== "GET") return route.continue();
      const response = await route.fetch();
      held.push(route.request().url());
      await gate.promise;
      // Some page may have given up waiting.
      await route.fulfill({ response }).catch(() => undefined);
      answered += 1;
    });
    for (const page of [leaving, staying]) {
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    }
    const isHeld = (path: RegExp) => held.filter((url) => path.test(url)).length;
    await expect.poll(() => isHeld(/\/me$/)).toBeGreaterThanOrEqual(2);
    await expect.poll(() => isHeld(/\/members\?/)).toBeGreaterThanOrEqual(2);
    await leaving.getByRole("button", { name: "Account" }).click();
    await leaving.getByText("Sign out").click();
    await leaving.getByLabel("E-mail").waitFor();
    gate.resolve();
    await expect.poll(() => answered).toBe(held.length);
    await staying.getByText("Sign in").first().waitFor();

    const kept = "chrome.storage.local.get().then((items) => Object.keys(items))";
    // What comes after all is written and taken back.
    await expect.poll(() => inBackground(own, kept)).toEqual([]);
    await own.close();
  });

  test("whoever signs out and closes the popup at once is out, here and on the server", async () => {
    const leaver = (await workspaceWith({})).admin;
    const { browser: own, popup } = await openBrowser();
    await signInExtension(own, leaver);
    const me = () => api("GET", "/me", { token: leaver.accessToken });
    const page = await popup();
    await page.getByText("Nobody else is here yet").waitFor();
    expect((await me()).status).toBe(200);
    await page.getByRole("button", { name: "Account" }).click();
    // The press and the closing are one.
    const closed = page.waitForEvent("close");
    await page
      .getByText("Sign out")
      .evaluate((button: HTMLElement) => {
        button.click();
        window.close();
      })
      .catch(() => undefined);
    await closed;
    await expect
      .poll(() => inBackground(own, "chrome.storage.local.get().then((items) => Object.keys(items))"))
      .toEqual([]);
    await expect.poll(async () => (await me()).status).toBe(401);
    await own.close();
  });

  test("what speaks from another's page is told no token, and ends nothing", async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    const said = (kind: string) => `(async () => {
      const [tab] = await chrome.tabs.query({ url: "${server.url}/*" });
      const [{ result }] = await chrome.scripting.executeScript({
        target: { tabId: tab.id },
        func: (message) => chrome.runtime.sendMessage(message).then((answer) => answer ?? "nothing", (error) => error.message),
        args: [{ kind: "${kind}", server: "${server.url}", dead: "dead" }],
      });
      return result;
    })()`;
    for (const kind of ["renew", "end"]) {
      expect(await inBackground(browser, said(kind))).toMatch(/^nothing$|message port closed|Receiving end/);
    }
    expect(await generation()).not.toBeNaN();
    await page.close();
  });

  test("a workspace that wants a new sign-in says so, and the way there is one button", async () => {
    const { admin: chief, workspaceId, members } = await workspaceWith({ developer: 1 });
    const [developer] = members.developer;
    if (!developer) throw new Error("no developer");
    const { browser: own, popup } = await openBrowser();
    await signInExtension(own, developer);
    const page = await popup();
    await page.getByText("Acme").first().waitFor();
    await api("DELETE", `/workspaces/${workspaceId}/members/${developer.membershipId}/sessions`, {
      token: chief.accessToken,
    });
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    const notice = page.getByRole("alert").filter({ hasText: "Acme asks you to sign in again" });
    await notice.waitFor();

    await keepScreens(page, "popup-sign-in-anew");
    const manage = await popup("manage.html");
    await manage.getByRole("alert").filter({ hasText: "Acme asks you to sign in again" }).waitFor();
    await notice.getByRole("button", { name: "Sign in again" }).click();
    await page.getByLabel("E-mail").waitFor();
    await own.close();
  });

  test("a session ended elsewhere leads to the sign-in, which says why", async () => {
    const popup = await openPage();
    await popup.getByText("Nobody else is here yet").waitFor();
    await api("DELETE", "/auth/sessions", { token: admin.accessToken });
    await letAccessTokenDie();
    await popup.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await popup.getByText("This session has ended. Sign in again.").waitFor();
  });
});

import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { translator } from "../../shared/i18n/translate.ts";
import { type Actor, signUp, workspaceWith } from "../support/actors.ts";
import { allowServer } from "../support/allow-server.ts";
import { clearBrowser, openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { answerNo, type Company, company } from "../support/company.ts";
import { someone } from "../support/crowd.ts";
import { badgeText, inBackground } from "../support/extension-worker.ts";
import { openSite } from "../support/foreign-site.ts";
import { ask } from "../support/joining.ts";
import { keepInLanguages } from "../support/keep-in-languages.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { keptKey } from "../support/kept-key.ts";
import { signInCode } from "../support/mailbox.ts";
import { type OwnFoyer, startOwnFoyer } from "../support/own-foyer.ts";
import { server } from "../support/server.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { untilDelivered } from "../support/undelivered.ts";

const hostOf = (url: string) => new URL(url).host;

describe("several servers", () => {
  const ours = { ...server };
  let theirs: typeof server;
  let other: OwnFoyer;
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;
  let acme: Company;
  let globex: { admin: Actor };
  /** Which tokens were carried to which server. */
  let carried: Map<string, Set<string>>;

  beforeAll(async () => {
    ({ browser, popup: openPage } = await openBrowser());
    acme = await company("request");
    await answerNo(acme.admin);
    other = await startOwnFoyer({});
    theirs = { ...server };
    globex = await workspaceWith({});
    await answerNo(globex.admin);
    await api("PATCH", `/workspaces/${await onlySharedOf(globex.admin)}`, {
      token: globex.admin.accessToken,
      body: { name: "Globex" },
    });
    Object.assign(server, ours);
  });
  beforeEach(async () => {
    carried = new Map();
    browser.on("request", notice);
    await signInExtension(browser, acme.admin);
  });
  afterEach(async () => {
    browser.off("request", notice);
    await clearBrowser(browser);
    await inBackground(browser, `chrome.permissions.remove({ origins: ['${theirs.url}/*'] })`);
  });
  afterAll(async () => {
    await browser.close();
    await other.stop();
  });

  async function onlySharedOf({ accessToken }: { accessToken: string }): Promise<string> {
    const { body } = await api("GET", "/me", { token: accessToken });
    return body.memberships.find(({ workspace }: { workspace: { kind: string } }) => workspace.kind === "shared")
      .workspace.id;
  }

  function notice(request: { url(): string; headers(): Record<string, string> }): void {
    const { authorization } = request.headers();
    if (!authorization) return;
    const { origin } = new URL(request.url());
    carried.set(origin, (carried.get(origin) ?? new Set()).add(authorization));
  }

  const inWorker = <Value>(expression: string) => inBackground<Value>(browser, expression);
  const kept = () =>
    inWorker<string[]>(
      "Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]).then((all) => all.flatMap(Object.keys))",
    );
  const mayReach = (url: string) => inWorker<boolean>(`chrome.permissions.contains({ origins: ['${url}/*'] })`);
  const on = <Value>(place: typeof server, work: () => Promise<Value>) => {
    Object.assign(server, place);
    return work().finally(() => Object.assign(server, ours));
  };

  async function openSwitch(page: Page, words = "Switch workspace"): Promise<void> {
    await page.getByRole("button", { name: words }).click();
  }

  async function add(page: Page, address: string): Promise<void> {
    await page.getByLabel("Address of the server").fill(address);
    await page.getByRole("button", { name: "Add", exact: true }).click();
  }

  /** Signed in on both, with theirs in view. */
  async function addTheirs(signIn: (page: Page) => Promise<void> = plant): Promise<Page> {
    await allowServer(browser, theirs.url);
    const page = await openPage();
    await page.getByText("Nobody else is here yet").or(page.getByText("Acme")).first().waitFor();
    await openSwitch(page);
    await page.getByRole("button", { name: "Use another server" }).click();
    await add(page, theirs.url);
    await page.getByText(`On ${hostOf(theirs.url)}`).waitFor();
    await signIn(page);
    await page.getByText("Globex").first().waitFor();
    return page;
  }

  async function plant(): Promise<void> {
    const session = await on(theirs, () => signUp(globex.admin.email));
    await signInExtension(browser, session, theirs.url);
  }

  async function signInByCode(page: Page): Promise<void> {
    await page.getByLabel("E-mail address").fill(globex.admin.email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    const code = await on(theirs, () => signInCode(globex.admin.email));
    await page.getByLabel("Code", { exact: true }).fill(code);
  }

  test("an address that is none, is not allowed, or answers not as a Foyer: told, and nothing is lost", async () => {
    const page = await openPage();
    await page.getByText("Acme").first().waitFor();
    await openSwitch(page);
    await page.getByRole("button", { name: "Use another server" }).click();
    // What the popup learns as it opens is kept by then.
    const learned = ["knownPeople", "knownRequests", "knownSuggestions", "knownInviteLink"].map((name) =>
      keptKey(name),
    );
    await expect.poll(kept).toEqual(expect.arrayContaining(learned));
    const before = await kept();
    await add(page, "no address");
    await page.getByText("Type the address of a server").waitFor();
    await add(page, "http://foyer.example.com");
    await page.getByText("has to begin with https://").waitFor();
    await keepScreens(page, "servers-not-secure");

    await page.evaluate("chrome.permissions.request = async () => false");
    await add(page, "foyer.example.com");
    await page.getByText("foyer.example.com can be reached only if your browser allows it").waitFor();
    expect((await kept()).toSorted()).toEqual([...before, "serverDraft"].toSorted());
    await page.reload();
    await openSwitch(page);
    await page.getByRole("button", { name: "Use another server" }).click();
    await expect.poll(() => page.getByLabel("Address of the server").inputValue()).toBe("foyer.example.com");

    const site = await openSite("<h1>Welcome to nginx!</h1>");
    await allowServer(browser, site.url);
    await add(page, site.url);
    await page.getByText(`${hostOf(site.url)} answers, but not as a Foyer does`).waitFor();
    expect(await mayReach(site.url)).toBe(false);
    await site.close();
    await allowServer(browser, site.url);
    await add(page, site.url);
    await page.getByText(`${hostOf(site.url)} does not answer`).waitFor();
    expect(await mayReach(site.url)).toBe(false);
    expect((await kept()).toSorted()).toEqual([...before, "serverDraft"].toSorted());
    await page.getByText("Acme").first().waitFor();
  });

  test("one is added, signed in on and switched to; neither's tokens, people nor drafts reach the other", async () => {
    const first = await openPage();
    await first.getByLabel("E-mail addresses").fill("draft@acme.example");
    await first.close();
    const page = await addTheirs(signInByCode);
    expect(await page.getByLabel("E-mail addresses").inputValue()).toBe("");
    await openSwitch(page);
    await page.getByRole("button", { name: "Switch server" }).click();
    const choices = page.locator(".servers").getByRole("listitem");
    await expect.poll(() => choices.count()).toBe(2);
    await choices.filter({ hasText: `Signed in as ${acme.admin.email}` }).waitFor();
    await choices.filter({ hasText: `Signed in as ${globex.admin.email}` }).waitFor();
    await keepScreens(page, "servers-switch");
    expect(await page.content()).not.toContain("draft@acme.example");

    const beside = await openPage("manage.html");
    await beside.getByText("Globex").first().waitFor();
    await choices
      .filter({ hasText: hostOf(ours.url) })
      .getByRole("button")
      .click();
    await expect.poll(() => page.getByLabel("E-mail addresses").inputValue()).toBe("draft@acme.example");
    await expect.poll(() => page.getByText("Globex").count()).toBe(0);
    // Every page follows.
    await beside.getByRole("row").filter({ hasText: acme.admin.email }).waitFor();

    const tokens = [...carried.values()].flatMap((each) => [...each]);
    expect([...carried.keys()].sort()).toEqual([ours.url, theirs.url].sort());
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const key of await kept()) {
      expect(key.endsWith(`@${ours.url}`) || key.endsWith(`@${theirs.url}`) || key === "servers", key).toBe(true);
    }
  });

  test("who asks on the server out of view shows on the desktop, not on the badge; pressing it goes there", async () => {
    const page = await addTheirs();
    await inWorker("chrome.alarms.onAlarm.dispatch({ name: 'requests' })");
    const desktop = keptKey("desktop", ours.url);
    await expect
      .poll(() => inWorker(`chrome.storage.local.get('${desktop}').then((kept) => Object.keys(kept).length)`))
      .toBe(1);
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await untilDelivered(acme.workspaceId);
    const standing = () => inWorker<string[]>("chrome.notifications.getAll().then(Object.keys)");
    await inWorker("chrome.alarms.onAlarm.dispatch({ name: 'requests' })");
    await expect.poll(standing).toEqual([expect.stringContaining(`${ours.url} `)]);
    expect(await badgeText(browser)).toBe("");
    const opened = browser.waitForEvent("page");
    await inWorker(`chrome.notifications.onClicked.dispatch(${JSON.stringify((await standing())[0])})`);
    const manage = await opened;
    await manage.getByRole("row").filter({ hasText: person.email }).waitFor();
    await page.getByText("Acme").first().waitFor();
    await expect.poll(() => badgeText(browser)).toBe("1");
  });

  test("a popup that the browser closes while it asks: what was allowed is carried through", async () => {
    const page = await openPage();
    await openSwitch(page);
    await page.getByRole("button", { name: "Use another server" }).click();
    await page.evaluate("chrome.permissions.request = () => new Promise(() => undefined)");
    await add(page, theirs.url);
    await page.close();
    await allowServer(browser, theirs.url);
    const asking = await openPage("manage.html");
    await asking.getByText("Acme").first().waitFor();
    await asking.evaluate(
      `document.addEventListener("click", () => void chrome.permissions.request({ origins: ["${theirs.url}/*"] }))`,
    );
    await asking.mouse.click(1, 1);
    await asking.getByText(`On ${hostOf(theirs.url)}`).waitFor();
    const again = await openPage();
    await again.getByText(`On ${hostOf(theirs.url)}`).waitFor();
  });

  test("a share page of the server out of view says where it is, and is one press away", async () => {
    const page = await addTheirs();
    const popup = await openPage();
    await popup.addInitScript(
      `chrome.tabs.query = async () => [{ id: 1, url: "${ours.url}/s/aaaaaaaaaaaaaaaaaaaaaa" }]`,
    );
    await popup.reload();
    await popup.getByText(`What this tab shows is on ${hostOf(ours.url)}.`).waitFor();
    await keepScreens(popup, "servers-tab");
    await popup.getByRole("button", { name: "Switch", exact: true }).click();
    await popup.getByText("Acme").first().waitFor();
    await page.getByText("Acme").first().waitFor();
  });

  test("whoever is signed in nowhere finds the way from the sign-in and back", async () => {
    await clearBrowser(browser);
    await allowServer(browser, theirs.url);
    const page = await openPage();
    await page.getByRole("button", { name: "Use another server" }).click();
    await keepScreens(page, "servers-sign-in-add");
    await add(page, theirs.url);
    await page.getByText(`On ${hostOf(theirs.url)}`).waitFor();
    await page.getByRole("button", { name: "Switch server" }).click();
    await keepScreens(page, "servers-sign-in");
    await page.getByRole("button", { name: hostOf(ours.url) }).click();
    await page.getByText(`On ${hostOf(ours.url)}`).waitFor();
  });

  const t = translator("en");

  test("one is left and forgotten: nothing of it stays, and the other is not touched", async () => {
    const popup = await addTheirs();
    await keepScreens(popup, "servers-signed-in");
    await inWorker("chrome.storage.local.remove('server')");
    const page = await openPage("manage.html#settings");
    const card = page.getByRole("region", { name: t("ext.servers.title") });
    const row = card.getByRole("listitem").filter({ hasText: hostOf(theirs.url) });
    await row.getByText(t("ext.servers.signed_in", { email: globex.admin.email })).waitFor();
    await card.scrollIntoViewIfNeeded();
    await keepInLanguages(page, "servers-settings");
    const act = (words: string) =>
      row.getByRole("button", { name: t("ext.act.with", { act: words, who: hostOf(theirs.url) }) });
    expect(await act(t("ext.servers.forget")).count()).toBe(0);
    const before = (await kept()).filter((key) => key.endsWith(`@${ours.url}`));

    await act(t("page.sign_out")).click();
    await row.getByText(t("ext.servers.signed_out")).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(focused).toBe(t("ext.servers.title"));
    // What comes after all is written and taken back.
    await expect.poll(async () => (await kept()).filter((key) => key.endsWith(`@${theirs.url}`))).toEqual([]);
    expect((await kept()).filter((key) => key.endsWith(`@${ours.url}`))).toEqual(expect.arrayContaining(before));
    expect((await api("GET", "/me", { token: acme.admin.accessToken })).status).toBe(200);

    await act(t("ext.servers.forget")).click();
    await expect.poll(() => card.getByRole("listitem").count()).toBe(1);
    expect(await mayReach(theirs.url)).toBe(false);
    await expect
      .poll(async () => (await kept()).filter((key) => key.includes(theirs.url) || key === "servers"))
      .toEqual([]);
    await page.getByText("Acme").first().waitFor();
  });
});

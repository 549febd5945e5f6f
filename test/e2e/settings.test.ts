import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { translator } from "../../shared/i18n/translate.ts";
import { type MemberActor, signUp, type TestWorkspace, workspaceWith } from "../support/actors.ts";
import { newKey } from "../support/api-keys.ts";
import { clearBrowser, openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { answerNo } from "../support/company.ts";
import { sql } from "../support/database.ts";
import { hasFocus } from "../support/has-focus.ts";
import { keepInLanguages } from "../support/keep-in-languages.ts";
import { signInExtension } from "../support/sign-in-extension.ts";

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

describe("the settings", () => {
  const t = translator("en");
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;
  let space: TestWorkspace;
  let developer: MemberActor;

  beforeAll(async () => {
    ({ browser, popup: openPage } = await openBrowser());
  });
  beforeEach(async () => {
    space = await workspaceWith({ developer: 1 });
    developer = space.members.developer[0] as MemberActor;
    await answerNo(developer);
    await signInExtension(browser, developer);
  });
  afterEach(() => clearBrowser(browser));
  afterAll(() => browser.close());

  test("sessions: named by browser, ended one by one and all others at once", async () => {
    const [lost, other, third] = [
      await signUp(developer.email),
      await signUp(developer.email),
      await signUp(developer.email),
    ];
    await sql("UPDATE sessions SET user_agent = ? WHERE id = ?", [FIREFOX, lost.refreshToken.split(".")[0] ?? ""]);
    const popup = await openPage();
    await popup.getByRole("button", { name: t("ext.account.title") }).click();
    const opened = browser.waitForEvent("page");
    await popup.getByRole("link", { name: t("ext.settings.open") }).click();
    const page = await opened;
    const card = page.getByRole("region", { name: t("ext.sessions.title") });
    await expect.poll(() => card.getByRole("listitem").count()).toBe(4);
    const firefox = t("agent.on", { browser: "Firefox", system: "Linux" });
    await card.getByRole("listitem").filter({ hasText: firefox }).waitFor();
    await expect.poll(() => card.getByText(t("ext.sessions.current"), { exact: true }).count()).toBe(1);
    await keepInLanguages(page, "settings");

    await card.getByRole("button", { name: t("ext.act.with", { act: t("ext.sessions.end"), who: firefox }) }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(t("ext.sessions.end_title", { what: firefox })).waitFor();
    await dialog.getByRole("button", { name: t("ext.sessions.end") }).click();
    await card.getByText(firefox).waitFor({ state: "detached" });
    await expect.poll(() => focusedText(page)).toBe(t("ext.sessions.title"));
    expect((await api("GET", "/me", { token: lost.accessToken })).status).toBe(401);
    expect((await api("GET", "/me", { token: other.accessToken })).status).toBe(200);

    await card.getByRole("button", { name: t("ext.sessions.end_others") }).click();
    await dialog.getByRole("button", { name: t("ext.sessions.end_others") }).click();
    await expect.poll(() => card.getByRole("listitem").count()).toBe(1);
    await expect.poll(() => card.getByRole("button", { name: t("ext.sessions.end_others") }).count()).toBe(0);
    await expect.poll(() => focusedText(page)).toBe(t("ext.sessions.title"));
    for (const { accessToken } of [other, third]) {
      expect((await api("GET", "/me", { token: accessToken })).status).toBe(401);
    }
    expect((await api("GET", "/me", { token: developer.accessToken })).status).toBe(200);
  });

  test("API keys: none yet, made and shown once, listed, deleted", async () => {
    const page = await openPage("manage.html#settings");
    const card = page.getByRole("region", { name: t("ext.keys.title") });
    await card.getByText(t("ext.keys.none")).waitFor();
    await card.getByRole("button", { name: t("ext.keys.new") }).click();
    const make = card.getByRole("button", { name: t("ext.keys.make") });
    await expect.poll(() => make.isDisabled()).toBe(true);
    await card.getByLabel(t("ext.keys.name"), { exact: true }).fill("CRM");
    await card.getByLabel(t("ext.keys.members_read")).check();
    await keepInLanguages(page, "settings-key-form");
    await make.click();
    const field = card.getByLabel(t("ext.keys.key"), { exact: true });
    const key = await field.inputValue();
    expect(key).toMatch(/^foyer_key_/);
    await expect.poll(() => hasFocus(field)).toBe(true);
    const members = `/workspaces/${space.workspaceId}/members`;
    expect((await api("GET", members, { token: key })).status).toBe(200);
    await card
      .getByRole("listitem")
      .filter({ hasText: t("ext.keys.members_read") })
      .waitFor();
    await keepInLanguages(page, "settings-key-made");
    await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
    await card.getByRole("button", { name: t("ext.keys.copy") }).click();
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(key);
    await card.getByRole("button", { name: t("ext.keys.kept") }).click();
    await field.waitFor({ state: "detached" });
    await expect.poll(() => focusedText(page)).toBe(t("ext.keys.title"));
    // Nothing of it is kept anywhere.
    await page.reload();
    await card.getByRole("listitem").filter({ hasText: "CRM" }).waitFor();
    expect(await page.content()).not.toContain(key);
    const stored = await page.evaluate(
      "Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]).then((all) => JSON.stringify(all))",
    );
    expect(stored).not.toContain(key);

    const deletion = t("ext.act.with", { act: t("ext.keys.delete"), who: "CRM" });
    await card.getByRole("button", { name: deletion }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("ext.keys.delete") })
      .click();
    await card.getByText(t("ext.keys.none")).waitFor();
    await expect.poll(() => focusedText(page)).toBe(t("ext.keys.title"));
    expect((await api("GET", members, { token: key })).status).toBe(401);
  });

  test("what cannot be read says so and is read anew; whoever may not use the API has no card of keys", async () => {
    await newKey(developer.accessToken, space.workspaceId);
    let isAway = true;
    await browser.route(/\/(api-keys|auth\/sessions)\?/, (route) => (isAway ? route.abort() : route.continue()));
    const page = await openPage("manage.html#settings");
    const cards = [t("ext.sessions.title"), t("ext.keys.title")].map((name) => page.getByRole("region", { name }));
    for (const card of cards) await card.getByRole("alert").waitFor();
    await keepInLanguages(page, "settings-away");
    isAway = false;
    for (const card of cards) {
      await card.getByRole("button", { name: t("ext.retry") }).click();
      await card.getByRole("listitem").first().waitFor();
    }
    const path = `/workspaces/${space.workspaceId}/members/${developer.membershipId}`;
    await api("PATCH", path, { token: space.admin.accessToken, body: { role: "viewer" } });
    await page.reload();
    await cards[0]?.getByRole("listitem").first().waitFor();
    await cards[1]?.waitFor({ state: "detached" });
    expect(await page.locator(".settings-card").count(), "sessions and servers alone").toBe(2);
    await api("DELETE", path, { token: space.admin.accessToken });
    await page
      .getByText(t("ext.note.removed", { workspace: "Acme" }))
      .first()
      .waitFor();
    await keepInLanguages(page, "settings-put-out");
  });
});

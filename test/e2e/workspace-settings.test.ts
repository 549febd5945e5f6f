import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../shared/api/shares.ts";
import type { Workspace } from "../../shared/api/workspaces.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { type Company, company } from "../support/company.ts";
import { newDomain } from "../support/crowd.ts";
import { sql } from "../support/database.ts";
import { type DnsServer, startDnsServer } from "../support/dns-server.ts";
import { hasFocus } from "../support/has-focus.ts";
import { keepPicture, keepScreens } from "../support/keep-screens.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { newProject } from "../support/videos.ts";

const PANEL = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

describe("the settings of a workspace", () => {
  let acme: Company;
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;

  beforeAll(async () => {
    acme = await company("request");
    ({ browser, popup: openPage } = await openBrowser());
    await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
    await signInExtension(browser, acme.admin);
  });
  afterEach(async () => {
    const pages = browser.pages();
    await browser.newPage();
    await Promise.all(pages.map((page) => page.close()));
    await browser.unrouteAll({ behavior: "ignoreErrors" });
  });
  afterAll(() => browser.close());

  const workspacePath = () => `/workspaces/${acme.workspaceId}`;
  const workspaceNow = async () =>
    (await api<Workspace>("GET", workspacePath(), { token: acme.second.accessToken })).body;
  /** The other Super Admin, elsewhere. */
  const changeElsewhere = (body: object) => api("PATCH", workspacePath(), { token: acme.second.accessToken, body });
  const isFocused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());

  test("name and role of newcomers are saved unless somebody was faster; seats are counted beside", async () => {
    const page = await openPage("manage.html#settings");
    const general = page.getByRole("region", { name: "General" });
    const name = general.getByLabel("Name of the workspace");
    const save = general.getByRole("button", { name: "Save" });
    await expect.poll(() => name.inputValue()).toBe("Acme");
    await expect.poll(() => save.isDisabled()).toBe(true);
    await general.getByLabel("Role of newcomers").selectOption({ label: "Creator" });
    await changeElsewhere({ name: "Acme Films", look: { colour: "#274c5e" } });
    await save.click();
    await general.getByText("Someone has changed this meanwhile").waitFor();
    expect(await general.getByLabel("Role of newcomers").inputValue()).toBe("creator");
    expect(await workspaceNow()).toMatchObject({ name: "Acme Films", defaultRole: "viewer" });
    await name.fill("Acme Pictures");
    await save.click();
    await page.getByText("The workspace is changed.").waitFor();
    expect(await workspaceNow()).toMatchObject({ name: "Acme Pictures", defaultRole: "creator" });
    await page.getByRole("button", { name: /Acme Pictures/ }).waitFor();

    const seats = page.getByRole("region", { name: "Plan and seats" });
    await seats.getByRole("img", { name: "2 active, 0 held by invitations, 3 free" }).waitFor();
    await seats.getByLabel("Plan").selectOption({ label: "Team" });
    await seats.getByLabel("Number of seats").fill("1");
    await seats.getByRole("button", { name: "Save" }).click();
    await seats.getByText("2 seats are in use.").waitFor();
    await seats.getByLabel("Number of seats").fill("12");
    await seats.getByRole("button", { name: "Save" }).click();
    await page.getByText("The workspace is now on the Team plan, with 12 seats.").waitFor();
    const plan = await api("GET", `${workspacePath()}/plan`, { token: acme.admin.accessToken });
    expect(plan.body).toMatchObject({ plan: "team", seats: 12 });
    await keepScreens(page, "workspace-settings");
    await page.getByRole("tab", { name: "Members" }).click();
    await page.getByRole("img", { name: "2 active, 0 held by invitations, 10 free" }).waitFor();
    await keepPicture(page, "workspace-settings-members");
    await page.getByRole("link", { name: "10 of 12 seats free" }).click();
    await expect.poll(() => isFocused(page)).toBe("Plan and seats");
  });

  describe("domains", () => {
    let dns: DnsServer | undefined;
    afterAll(() => dns?.stop());

    test("one is added, waits for its record, is proven, goes missing, is removed", async () => {
      const page = await openPage("manage.html#settings/domains");
      const card = page.getByRole("region", { name: "Domains" });
      await expect.poll(() => isFocused(page)).toBe("Domains");
      await card.getByText(acme.domain).waitFor();
      const field = card.getByLabel("Add a domain");
      const add = card.getByRole("button", { name: "Add", exact: true });
      for (const [text, told] of [
        ["no domain", "Type a domain such as example.com."],
        ["gmail.com", "This domain gives addresses to anyone"],
      ] as const) {
        await field.fill(text);
        await add.click();
        await card.getByText(told).waitFor();
        expect(await field.inputValue()).toBe(text);
      }
      const domain = newDomain();
      await field.fill(`@${domain.toUpperCase()}`);
      await add.click();
      const row = card.getByRole("listitem").filter({ hasText: domain });
      await row.getByText("Pending").waitFor();
      await field.fill(domain);
      await add.click();
      await card.getByText(`${domain} is listed already.`).waitFor();
      await field.fill("");

      const check = row.getByRole("button", { name: `Check now: ${domain}` });
      await check.click();
      await row.getByRole("alert").waitFor();
      dns = await startDnsServer();
      await check.click();
      await row.getByText("The record was not found.").waitFor();
      await row.getByText("Looked up now").waitFor();
      await keepScreens(page, "workspace-settings-domain-pending");
      const recordName = await row.getByLabel("Name", { exact: true }).inputValue();
      await row.getByRole("button", { name: "Copy the value" }).click();
      const value = await page.evaluate(() => navigator.clipboard.readText());
      await dns.put(recordName, value);
      // Some time later, while the page is open.
      await sql("UPDATE domains SET checked_at = checked_at - 60000 WHERE domain = ?", [domain]);
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      await row.getByText("Proven", { exact: true }).waitFor();
      await page.getByText(`${domain} is proven.`).waitFor();
      expect(await check.count()).toBe(0);

      await sql("UPDATE domains SET missing_since = ? WHERE domain = ?", [Date.now(), domain]);
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      await row.getByText("Record missing").waitFor();
      await keepScreens(page, "workspace-settings-domain-missing");
      await check.click();
      await row.getByText("Proven", { exact: true }).waitFor();

      const removal = row.getByRole("button", { name: `Remove: ${domain}` });
      const dialog = page.getByRole("dialog");
      await removal.click();
      await dialog.getByText("People of this domain no longer come in by themselves.").waitFor();
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await removal.click();
      await dialog.getByRole("button", { name: "Remove" }).click();
      await card.getByText("No domain has been added yet.").waitFor();
      await expect.poll(() => isFocused(page)).toBe("Domains");
      const left = await api("GET", `${workspacePath()}/domains`, { token: acme.admin.accessToken });
      expect(left.body.items).toEqual([]);
    });
  });

  describe("the share policy", () => {
    let shares: Share[];
    const opens = async ({ url }: Share) => (await fetch(url)).status;

    beforeAll(async () => {
      const { accessToken: token } = acme.admin;
      const project = await newProject(token, acme.workspaceId, "Spring launch");
      const made = ["For the press", null, "Partners", "Fair", "Reel", "Old", "Team"].map(async (label, at) => {
        const body = { visibility: at === 6 ? "workspace" : "public", ...(label === null ? {} : { label }) };
        return (await api<Share>("POST", `/nodes/${project.id}/shares`, { token, body })).body;
      });
      shares = await Promise.all(made);
      const body = { label: "Guests", guests: ["ada@example.com"], allowDownload: true };
      await api("POST", `/nodes/${project.id}/shares`, { token, body });
    });

    test("what a change closes is shown first; nothing is saved unless that is known and agreed to", async () => {
      const page = await openPage("manage.html#settings/sharing");
      const card = page.getByRole("region", { name: "Share policy" });
      const publicly = card.getByLabel("Public links");
      await publicly.uncheck();
      await card.getByText("This will close 6 links.").waitFor();
      const links = card.getByRole("list", { name: "Links that close" });
      await links.getByText("and 1 more").waitFor();
      expect(await links.getByRole("link").count()).toBe(5);
      await links.scrollIntoViewIfNeeded();
      await keepScreens(page, "workspace-settings-closes");
      await links.getByRole("button", { name: "Show all" }).click();
      await expect.poll(() => links.getByRole("link").count()).toBe(6);
      expect(await hasFocus(links)).toBe(true);
      await card.getByRole("button", { name: "Cancel" }).click();
      await expect.poll(() => publicly.isChecked()).toBe(true);
      await expect.poll(() => isFocused(page)).toBe("Share policy");

      // What it would close cannot be asked, so it cannot be saved.
      await page.route("**/share-policy/preview", (route) => route.abort());
      await publicly.uncheck();
      await card.getByText("Which links this would close is not known").waitFor();
      await expect.poll(() => card.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
      await keepScreens(page, "workspace-settings-policy-away", ["light"]);
      await page.unroute("**/share-policy/preview");
      await card.getByRole("button", { name: "Try again" }).click();
      const close = card.getByRole("button", { name: /^Save and close/ });
      await close.waitFor();

      // Another admin is faster, and one link more is public by then.
      await changeElsewhere({ sharePolicy: { longestExpiryDays: 90 } });
      await close.click();
      await card.getByText("Someone has changed this meanwhile").waitFor();
      await expect.poll(() => publicly.isChecked()).toBe(false);
      expect(await card.getByLabel("Longest expiry, in days").inputValue()).toBe("90");
      expect(await opens(shares[0] as Share)).toBe(200);
      await card.getByText("This will close 6 links.").waitFor();
      const team = shares[6] as Share;
      const opened = { token: acme.admin.accessToken, body: { visibility: "public" } };
      await api("PATCH", `/shares/${team.id}`, opened);
      await close.click();
      await card.getByText("This will close 7 links.").waitFor();
      expect(await opens(team)).toBe(200);
      await close.click();
      await page.getByText("The share policy is changed.").waitFor();
      expect(await Promise.all(shares.map(opens))).toEqual(Array(7).fill(410));
      expect((await workspaceNow()).sharePolicy).toMatchObject({ publicAllowed: false, longestExpiryDays: 90 });

      // Nothing closes: a plain question. Looser: it says that links open again.
      const days = card.getByLabel("Longest expiry, in days");
      await days.fill("soon");
      await card.getByText("Type a whole number from 1 to 3,650").waitFor();
      await days.fill("");
      await card.getByLabel("Guests from outside").selectOption({ label: "Nobody" });
      await card.getByLabel("Downloads").uncheck();
      await card.getByText("Downloads end at 1 link that stays open.").waitFor();
      await card.getByText("Access as a guest ends for 1 address.").waitFor();
      await card.getByText("This closes no link that is open now.").waitFor();
      await keepScreens(page, "workspace-settings-ends");
      await publicly.check();
      await card.getByText("Links that only the policy has closed open again.").waitFor();
      await card.getByRole("button", { name: "Save", exact: true }).click();
      await expect.poll(() => opens(team)).toBe(200);
      expect((await workspaceNow()).sharePolicy).toEqual({
        publicAllowed: true,
        passwordRequired: false,
        longestExpiryDays: null,
        downloadAllowed: false,
        guestsAllowed: "none",
      });
    });
  });

  test("in the side panel each stands folded, and what was begun outlasts more room; in French", async () => {
    await api("POST", `${workspacePath()}/domains`, {
      token: acme.admin.accessToken,
      body: { domain: `very-long-name-of-a-company.${newDomain()}` },
    });
    await api("PATCH", "/me", { token: acme.admin.accessToken, body: { locale: "fr" } });
    const t = translator("fr");
    const page = await openPage("sidepanel.html#settings");
    await page.setViewportSize(PANEL);
    await page.reload();
    const card = (title: string) => page.getByRole("region", { name: title });
    const title = (words: string) => page.getByRole("button", { name: words, exact: true });
    await title(t("ext.domains.title")).waitFor();
    expect(await card(t("ext.domains.title")).getByLabel(t("ext.domains.add")).isVisible()).toBe(false);
    await keepScreens(page, "workspace-settings-panel-fr");
    await title(t("ext.domains.title")).press("Enter");
    await card(t("ext.domains.title")).getByText(t("ext.domains.pending")).waitFor();
    await card(t("ext.domains.title")).getByLabel(t("ext.domains.add")).scrollIntoViewIfNeeded();
    await keepScreens(page, "workspace-settings-panel-domains-fr");
    await title(t("ext.share_policy.title")).click();
    await card(t("ext.share_policy.title")).getByLabel(t("ext.share_policy.public")).uncheck();
    await card(t("ext.share_policy.title"))
      .getByText(t("ext.share_policy.closes_other", { count: 7 }))
      .waitFor();
    await card(t("ext.share_policy.title")).getByRole("list").scrollIntoViewIfNeeded();
    await keepScreens(page, "workspace-settings-panel-closes-fr");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.setViewportSize(DESK);
    await card(t("ext.share_policy.title"))
      .getByText(t("ext.share_policy.closes_other", { count: 7 }))
      .waitFor();
    await keepPicture(page, "workspace-settings-fr");
    await api("PATCH", "/me", { token: acme.admin.accessToken, body: { locale: "en" } });
  });

  test("deleted, once its name was typed: everyone is out, and one is told where one is then", async () => {
    const page = await openPage("manage.html#settings");
    const general = page.getByRole("region", { name: "General" });
    await general.getByRole("button", { name: "Delete…" }).click();
    const dialog = page.getByRole("dialog");
    const sure = dialog.getByRole("button", { name: "Delete the workspace" });
    await dialog.getByLabel("To be sure").fill("Acme");
    await expect.poll(() => sure.isDisabled()).toBe(true);
    await keepScreens(page, "workspace-settings-delete");
    await dialog.getByLabel("To be sure").fill("Acme Pictures");
    await page.route(`**${workspacePath()}`, (route) =>
      route.request().method() === "DELETE" ? route.abort() : route.continue(),
    );
    await sure.click();
    await general.getByRole("alert").waitFor();
    await page.unroute(`**${workspacePath()}`);
    await general.getByRole("button", { name: "Delete…" }).click();
    await dialog.getByLabel("To be sure").fill("Acme Pictures");
    await dialog.getByLabel("To be sure").press("Enter");
    await page.getByText(`“Acme Pictures” is deleted. You are now in ${acme.admin.email}.`).waitFor();
    expect((await api("GET", workspacePath(), { token: acme.second.accessToken })).status).toBe(404);
    // One's own workspace: no members, no domains, no end.
    await page.getByRole("region", { name: "Share policy" }).waitFor();
    expect(await page.getByRole("navigation", { name: "Settings" }).getByRole("link").allTextContents()).toEqual([
      "General",
      "Look",
      "Share policy",
      "Audit log",
      "API keys",
      "Webhooks",
      "Where you are signed in",
      "Servers",
    ]);
    expect(await page.getByRole("button", { name: "Delete…" }).count()).toBe(0);
    await keepScreens(page, "workspace-settings-personal", ["light"]);
  });
});

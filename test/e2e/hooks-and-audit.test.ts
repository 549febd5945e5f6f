import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Delivery, MadeWebhook, Webhook } from "../../shared/api/webhooks.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { abilitiesOf, ROLES } from "../../shared/policy/roles.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { answerNo } from "../support/company.ts";
import { sql } from "../support/database.ts";
import { hasFocus } from "../support/has-focus.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { type Receiver, startReceiver } from "../support/webhook-receiver.ts";

const PANEL = { width: 360, height: 800 };
const DESK = { width: 1280, height: 800 };

const en = translator("en");
let browser: BrowserContext;
let openPage: (page?: string) => Promise<Page>;
let space: TestWorkspace;
/** A Super Admin, as whom everything is looked at. */
let ann: MemberActor;
let receiver: Receiver;

beforeAll(async () => {
  [{ browser, popup: openPage }, space, receiver] = await Promise.all([
    openBrowser(),
    workspaceWith({ super_admin: 1, developer: 1 }),
    startReceiver(),
  ]);
  ann = space.members.super_admin[0] as MemberActor;
  await answerNo(ann);
  await api("PATCH", "/me", { token: ann.accessToken, body: { name: "Ann Lee" } });
  await signInExtension(browser, ann);
});
afterEach(async () => {
  await browser.unrouteAll({ behavior: "ignoreErrors" });
});
afterAll(() => Promise.all([browser.close(), receiver.close()]));

const call = <Body = unknown>(method: string, path: string, body?: unknown) =>
  api<Body>(method, `/workspaces/${space.workspaceId}${path}`, { token: ann.accessToken, ...(body ? { body } : {}) });
const hooks = async () => (await call<{ items: Webhook[] }>("GET", "/webhooks")).body.items;
const speak = (locale: "en" | "fr") => api("PATCH", "/me", { token: ann.accessToken, body: { locale } });
const webhooksOf = (page: Page, t = en) => page.getByRole("region", { name: t("ext.webhooks.title"), exact: true });

test("a webhook: made, its secret shown once, tested, changed, turned off, given a new secret, deleted", async () => {
  let isAway = true;
  await browser.route("**/webhooks?*", (route) => (isAway ? route.abort() : route.continue()));
  const page = await openPage("manage.html#settings");
  const card = webhooksOf(page);
  await card.getByText("Foyer cannot be reached.").waitFor();
  isAway = false;
  await card.getByRole("button", { name: "Try again" }).click();
  await card.getByText("There are no webhooks yet.").waitFor();
  await card.getByRole("button", { name: "New webhook" }).click();
  const url = card.getByLabel("Address that messages are sent to");
  await expect.poll(() => hasFocus(url)).toBe(true);
  await url.fill("crm.example.com");
  await card.getByLabel("A role changed").check();
  await card.getByRole("button", { name: "Make the webhook" }).click();
  await card.getByText("This is no address such as").waitFor();

  // What only the service knows of an address is said at the field too, and nothing that was typed is lost.
  await browser.route("**/webhooks", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({
          status: 400,
          contentType: "application/problem+json",
          json: { code: "invalid_request", errors: [{ pointer: "/url", code: "private_address", detail: "No." }] },
        })
      : route.fallback(),
  );
  await url.fill("https://10.0.0.1/hooks");
  await card.getByRole("button", { name: "Make the webhook" }).click();
  await card.getByText("This address leads to no public network.").waitFor();
  await expect.poll(() => card.getByLabel("A role changed").isChecked()).toBe(true);
  await keepScreens(page, "webhook-form");
  await browser.unrouteAll();

  await url.fill(receiver.url);
  await card.getByLabel("All events").check();
  await card.getByLabel("Someone commented").uncheck();
  await card.getByRole("button", { name: "Make the webhook" }).click();
  const secret = card.getByLabel("The secret", { exact: true });
  await expect.poll(() => hasFocus(secret)).toBe(true);
  const first = await secret.inputValue();
  expect(first).toMatch(/^whsec_/);
  await keepScreens(page, "webhook-made");
  const shown = () => page.evaluate(() => [...document.querySelectorAll("input")].map(({ value }) => value).join(" "));
  expect(await shown()).toContain(first);
  await card.getByRole("button", { name: "I have kept it" }).click();
  await expect.poll(shown).not.toContain(first);
  expect(await page.content()).not.toContain(first);
  const [made] = await hooks();
  expect([made?.url, made?.events.length]).toEqual([receiver.url, 10]);

  await card.getByRole("button", { name: `Send test event: ${receiver.url}` }).click();
  await card.getByText(/The test event arrived. Answered 204 in [\d,]+ ms/).waitFor();
  expect(receiver.received.map(({ message }) => message.type)).toEqual(["webhook.test"]);

  // Someone else changes it while it is being changed here.
  await card.getByRole("button", { name: `Edit: ${receiver.url}` }).click();
  await card.getByLabel("A link ended").uncheck();
  await call("PATCH", `/webhooks/${made?.id}`, { events: ["share.ended", "share.changed"] });
  await card.getByRole("button", { name: "Save" }).click();
  await card.getByText("Someone changed this after you read it.").waitFor();
  await card.getByRole("button", { name: "Read it again" }).click();
  await expect.poll(() => card.getByLabel("A role changed").isChecked()).toBe(false);
  await card.getByLabel("Someone came in").check();
  await card.getByRole("button", { name: "Save" }).click();
  await page.getByText("The webhook is changed.").waitFor();
  expect((await hooks())[0]?.events).toEqual(["member.activated", "share.changed", "share.ended"]);

  const turning = card.getByRole("button", { name: /^Turn o(n|ff): / });
  await turning.click();
  await card.getByText("Off", { exact: true }).waitFor();
  expect((await hooks())[0]?.enabled).toBe(false);
  await expect.poll(() => card.getByRole("button", { name: /^Send test event/ }).count()).toBe(0);
  await expect.poll(() => hasFocus(turning)).toBe(true);
  await turning.click();
  await card.getByText("On", { exact: true }).waitFor();

  await card.getByRole("button", { name: /^New secret: / }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("For 24 hours messages are signed with the old one too").waitFor();
  await dialog.getByRole("button", { name: "New secret" }).click();
  await secret.waitFor();
  expect(await secret.inputValue()).not.toBe(first);
  await card.getByText("Messages are signed with the secret before as well until").waitFor();

  await card.getByRole("button", { name: /^Delete: / }).click();
  await dialog.getByText("Nothing more is sent there").waitFor();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await card.getByText("There are no webhooks yet.").waitFor();
  await expect.poll(() => hasFocus(page.locator("#settings-webhooks-title"))).toBe(true);
  expect(await hooks()).toEqual([]);
  await page.close();
});

test("its deliveries: by status, page by page, each try in words, sent again, and by themselves up to date", async () => {
  const made = (await call<MadeWebhook>("POST", "/webhooks", { url: receiver.url, events: ["member.invited"] })).body;
  const path = `/webhooks/${made.id}`;
  receiver.reply = 500;
  const { id } = (await call<Delivery>("POST", `${path}/test`)).body;
  const delivery = async () => (await call<{ items: Delivery[] }>("GET", `${path}/deliveries`)).body.items;
  await expect.poll(async () => (await delivery())[0]?.tries).toBeGreaterThan(0);
  await sql(
    `INSERT INTO webhook_deliveries (id, webhook_id, sequence, event, facts, at, status, tries, last_status)
     SELECT 'dlv_planted' || value, ?, 1000 + value, 'member.invited', '{}', ?, 'delivered', 1, 204
     FROM generate_series(1, 24)`,
    [made.id, Date.now()],
  );
  // As if it had been tried for a day.
  await sql("UPDATE webhook_deliveries SET status = 'failed', next_at = NULL WHERE id = ?", [id]);

  const page = await openPage("manage.html#settings/webhooks");
  await webhooksOf(page)
    .getByRole("button", { name: `Deliveries: ${receiver.url}` })
    .click();
  const list = page.getByRole("region", { name: `Deliveries: ${receiver.url}` });
  const rows = list.getByRole("listitem");
  await expect.poll(() => rows.count()).toBe(20);
  await list.getByRole("button", { name: "Show more" }).click();
  await expect.poll(() => rows.count()).toBe(25);
  await list.getByText("Failed", { exact: true }).first().click();
  await expect.poll(() => rows.count()).toBe(1);
  await rows.getByText("Test event").click();
  await rows
    .getByText(/Answered 500 in/)
    .first()
    .waitFor();
  await keepScreens(page, "webhook-deliveries-en");

  receiver.reply = 204;
  await rows.getByRole("button", { name: /^Send again: Test event/ }).click();
  // It is none of those that failed any more; the focus stays in the list.
  await list.getByText("There are none like that.").waitFor();
  await expect.poll(() => hasFocus(list)).toBe(true);
  await list.getByText("All", { exact: true }).click();
  const sent = rows.filter({ hasText: "Test event" });
  await list.getByRole("button", { name: "Show more" }).click();
  await sent.getByText("Delivered", { exact: true }).waitFor();
  await expect.poll(async () => (await delivery()).find((one) => one.id === id)?.status).toBe("delivered");

  // An endpoint that says it is gone is off, and says why.
  receiver.reply = 410;
  await call("POST", `${path}/test`);
  await expect.poll(async () => (await hooks())[0]?.disabledReason).toBe("gone");
  receiver.reply = 204;
  await page.reload();
  await webhooksOf(page).getByText("It answered 410, that it is gone for good").waitFor();
  await speak("fr");
  await page.setViewportSize(PANEL);
  await page.reload();
  const t = translator("fr");
  const card = webhooksOf(page, t);
  await card.getByRole("button", { name: new RegExp(`^${t("ext.webhooks.deliveries")}`) }).click();
  await card.getByText(t("ext.webhooks.event.member.invited")).first().waitFor();
  await card.scrollIntoViewIfNeeded();
  await keepScreens(page, "webhook-deliveries-fr");
  await speak("en");
  await call("DELETE", path);
  await page.close();
});

test("the audit log: sentences, filtered, of thousands those in view, saved as a file", async () => {
  const { workspaceId } = space;
  const node = (await call<{ id: string }>("POST", "/nodes", { kind: "project", title: "Launch" })).body.id;
  const member = space.members.developer[0] as MemberActor;
  await call("PATCH", `/members/${member.membershipId}`, { role: "creator" });
  await call("PATCH", `/members/${member.membershipId}`, { role: "developer" });
  const grants = [{ membershipId: member.membershipId, level: "edit" }];
  await api("PUT", `/nodes/${node}/access`, { token: ann.accessToken, body: { everyone: "view", grants } });
  const folder = async (title: string, parentId: string) =>
    (await call<{ id: string }>("POST", "/nodes", { kind: "folder", title, parentId })).body.id;
  const [cuts, old] = [await folder("Cuts", node), await folder("Old cuts", node)];
  await api("PATCH", `/nodes/${old}`, { token: ann.accessToken, body: { parentId: cuts } });
  await sql(
    `INSERT INTO audit_entries (id, workspace_id, at, actor_user_id, action, target, data, change_id)
     SELECT 'aud_' || lower(hex(randomblob(13))), ?, ? - value * 60000, NULL, 'member.invitation_expired', 'mbr_x',
       json_object('email', printf('n%d@acme.example', value)), 'planted' FROM generate_series(1, 3000)`,
    [workspaceId, Date.now() - 86_400_000],
  );
  const page = await openPage("manage.html#settings");
  await page.getByRole("button", { name: "Open the log" }).click();
  const log = page.getByRole("region", { name: "Audit log" });
  await expect.poll(() => hasFocus(log.getByRole("heading", { name: "Audit log" }))).toBe(true);
  const list = log.getByRole("list", { name: "Audit log" });
  await list.getByText(`Ann Lee changed who may do what at “Launch”`).click();
  await list.getByText(member.email, { exact: true }).waitFor();
  await list.getByText(`Ann Lee changed the role of ${member.email} to Creator`).waitFor();
  await list.getByText("Ann Lee moved “Old cuts”").click();
  await expect
    .poll(() => list.getByRole("definition").allInnerTexts())
    .toEqual(expect.arrayContaining(["Launch", "Cuts"]));
  await keepScreens(page, "audit-en");

  await expect
    .poll(async () => {
      await page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)");
      return list.getByText("n3000@acme.example").count();
    })
    .toBe(1);
  expect(await list.getByRole("listitem").count()).toBeLessThan(70);
  await page.evaluate("window.scrollTo(0, 0)");

  await log.getByLabel("Since when").selectOption({ label: "Today" });
  await expect.poll(() => list.getByText("n1@acme.example").count()).toBe(0);
  await log.getByLabel("What was done").selectOption({ label: "Role changed" });
  await expect.poll(() => list.getByRole("listitem").count()).toBe(2);
  const download = page.waitForEvent("download");
  await log.getByRole("button", { name: "Download" }).click();
  const saved = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\n");
  const wanted = (await call<{ items: unknown[] }>("GET", "/audit?action=member.role_changed")).body.items;
  expect(saved.map((line) => JSON.parse(line))).toEqual(wanted);

  await log.getByLabel("By whom").fill(member.email);
  await log.getByRole("button", { name: new RegExp(member.email) }).click();
  await log.getByText("Nothing like that was done.").waitFor();
  await log.getByRole("button", { name: "Clear the filters" }).click();
  await list.getByRole("button", { name: "Only what Ann Lee did" }).first().click();
  await expect.poll(() => list.getByText("made the workspace").count()).toBe(0);
  await log.getByRole("button", { name: "Not only what Ann Lee did" }).click();

  // What cannot be had is told, and read anew; nothing half is saved.
  await browser.route(/\/audit(\?|$)/, (route) => route.abort());
  await log.getByRole("button", { name: "Download" }).click();
  await log.getByText("Nothing was saved.").waitFor();
  await log.getByLabel("What was done").selectOption({ label: "Logo put" });
  await expect.poll(() => log.getByRole("alert").count()).toBe(2);
  await keepScreens(page, "audit-away", ["light"]);
  await browser.unrouteAll();
  await log.getByRole("button", { name: "Try again" }).last().click();
  await log.getByText("Nothing like that was done.").waitFor();
  await log.getByRole("button", { name: "Back to the settings" }).click();
  await expect.poll(() => hasFocus(page.getByRole("heading", { name: "Audit log" }))).toBe(true);

  await speak("fr");
  await page.setViewportSize(PANEL);
  await page.reload();
  const t = translator("fr");
  // The address has kept the section, which is unfolded by it.
  await page.getByRole("button", { name: t("ext.audit.open") }).click();
  await page.getByText("Ann Lee a changé le rôle de").first().click();
  await keepScreens(page, "audit-fr");

  // Whoever loses the role over it is told, and sees what the new one allows.
  const role = (wanted: string) =>
    api("PATCH", `/workspaces/${workspaceId}/members/${ann.membershipId}`, {
      token: space.admin.accessToken,
      body: { role: wanted },
    });
  await page.getByRole("button", { name: t("ext.audit.back") }).focus();
  await role("viewer");
  const told = page.getByText(t("ext.role.shows"));
  await told.first().waitFor();
  await page.getByRole("button", { name: t("ext.sessions.title"), exact: true }).waitFor();
  expect(await page.getByText("Ann Lee a changé le rôle de").count()).toBe(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain(t("ext.role.shows"));
  await keepScreens(page, "settings-role-lost-fr");
  await page.getByRole("button", { name: t("ext.role.understood") }).click();
  await role("super_admin");
  await page.getByRole("button", { name: t("ext.audit.open") }).waitFor();
  await speak("en");
  await page.setViewportSize(DESK);
  await page.close();
});

test("members as CSV: what the filter lets through, as the API gives it, no cell a formula", async () => {
  const member = space.members.developer[0] as MemberActor;
  await api("PATCH", "/me", { token: member.accessToken, body: { name: "=cmd|' /C calc'!A0" } });
  const page = await openPage("manage.html");
  const save = page.getByRole("button", { name: "Download CSV" });
  await page.getByLabel("Search by name or address").fill(member.email);
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
  const download = page.waitForEvent("download");
  await save.click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("members.csv");
  const text = await readFile(await file.path(), "utf8");
  const path = `/workspaces/${space.workspaceId}/members?q=${member.email}`;
  const said = await api("GET", path, { token: ann.accessToken, headers: { Accept: "text/csv" } });
  expect(text).toBe(said.text);
  expect(text.split("\r\n")).toHaveLength(3);
  expect(text).toContain(`,"'=cmd|' /C calc'!A0",`);
  await keepScreens(page, "members-csv");

  // Under way it can be ended; an answer that breaks off is no file.
  const held: (() => void)[] = [];
  await browser.route("**/members?q=*", async (route) => {
    if (route.request().headers().accept !== "text/csv") return route.fallback();
    await new Promise<void>((resolve) => held.push(resolve));
    return route.abort();
  });
  await save.click();
  await expect.poll(() => held.length).toBe(1);
  await page.getByRole("button", { name: "Cancel (0 bytes)" }).click();
  await save.waitFor();
  await save.click();
  await expect.poll(() => held.length).toBe(2);
  for (const letGo of held) letGo();
  await page.getByText("Nothing was saved.").waitFor();
  await page.close();
});

test("what a role may not do, it does not see", async () => {
  const { membershipId } = ann;
  for (const role of ROLES.toReversed()) {
    await sql("UPDATE memberships SET role = ? WHERE id = ?", [role, membershipId]);
    const page = await openPage("manage.html#settings");
    await page
      .getByRole("region", { name: en("ext.sessions.title") })
      .getByRole("listitem")
      .first()
      .waitFor();
    const can = abilitiesOf(role);
    // Opened from what it last knew, the page learns of another role a moment later.
    await expect.poll(() => webhooksOf(page).count(), { message: role }).toBe(Number(can.includes("api.use")));
    const log = page.getByRole("button", { name: en("ext.audit.open") });
    await expect.poll(() => log.count(), { message: role }).toBe(Number(can.includes("security.manage")));
    await page.getByRole("tab", { name: en("ext.members.title") }).click();
    await page.getByLabel(en("ext.manage.search")).waitFor();
    const csv = page.getByRole("button", { name: en("ext.manage.csv") });
    await expect.poll(() => csv.count(), { message: role }).toBe(Number(can.includes("members.manage")));
    await page.close();
  }
});

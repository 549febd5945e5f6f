import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { QUIET_HEADER } from "../../shared/api/quiet-header.ts";
import type { Role } from "../../shared/policy/roles.ts";
import { newAddress, signUp } from "../support/actors.ts";
import { newKey } from "../support/api-keys.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { type Company, company } from "../support/company.ts";
import { newDomain, someone } from "../support/crowd.ts";
import { database, sql } from "../support/database.ts";
import { hasFocus } from "../support/has-focus.ts";
import { ask, invite, setSeats } from "../support/joining.ts";
import { keepInLanguages } from "../support/keep-in-languages.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { inviteToken } from "../support/mailbox.ts";
import { type Person, plantMembers } from "../support/plant-people.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { untilDelivered } from "../support/undelivered.ts";

describe("the manage page", () => {
  let acme: Company;
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;

  beforeAll(async () => {
    acme = await company("request");
    ({ browser, popup: openPage } = await openBrowser());
    await signInExtension(browser, acme.admin);
  });
  afterAll(() => browser.close());

  async function joined(role: Role): Promise<Person> {
    const person = await someone(acme.domain);
    await invite(acme.place, person.email, role);
    await api("POST", `/invitations/${await inviteToken(person.email)}/accept`, { token: person.token });
    return person;
  }

  test("the address keeps the tab, the arrows change it", async () => {
    const page = await openPage("manage.html#notifications");
    const notifications = page.getByRole("tab", { name: /Notifications/ });
    await expect.poll(() => notifications.getAttribute("aria-selected")).toBe("true");
    await notifications.press("ArrowLeft");
    await page.getByRole("row").first().waitFor();
    expect(new URL(page.url()).hash).toBe("#members");
    await page.close();
    const requested = await openPage("manage.html#members/requested");
    await requested.getByText("Nobody matches.").waitFor();
    await requested.close();
  });

  test("notifications: what happened in words, unread until marked, page by page", async () => {
    await setSeats(acme.place, 50);
    const many = await Promise.all(Array.from({ length: 32 }, () => someone(acme.domain)));
    for (const person of many) await ask(person, acme.workspaceId);
    const told = async () => (await api("GET", "/notifications", { token: acme.admin.accessToken })).body.unread;
    await expect.poll(told).toBe(33);
    const page = await openPage("manage.html#notifications");
    await page.getByRole("tab", { name: "Notifications 33 unread" }).waitFor();
    const notes = page.getByRole("region", { name: "In all your workspaces" }).getByRole("listitem");
    await expect.poll(() => notes.count()).toBe(30);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => notes.count()).toBe(33);
    await notes.filter({ hasText: `${acme.second.email} accepted your invitation to Acme.` }).waitFor();
    await notes.filter({ hasText: `${many[0]?.email} asks to join Acme.` }).waitFor();
    await expect.poll(() => page.getByText("Unread:").count()).toBe(33);
    await page.getByRole("button", { name: "Mark all as read" }).click();
    await page.getByRole("tab", { name: "Notifications", exact: true }).waitFor();
    await expect.poll(() => page.getByText("Unread:").count()).toBe(0);
    await expect.poll(told).toBe(0);
    await page.reload();
    await page.getByText("asks to join Acme.").first().waitFor();
    await expect.poll(() => page.getByText("Unread:").count()).toBe(0);
    await page.close();
  });

  test("a CSV file: roles by their names, rows that cannot be read named, who found no seat stays", async () => {
    const [creator, viewer, late] = [newAddress(), newAddress(), newAddress()];
    await setSeats(acme.place, 4);
    const page = await openPage("manage.html");
    const text = `Nom;Adresse e-mail;Rôle\nA;${creator};Créateur\nB;nobody;\nC;${viewer};\nD;${late};viewer\n`;
    await page
      .getByLabel("Choose a CSV file")
      .setInputFiles({ name: "team.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByText("Row 3: “nobody” is not an address. Left out.").waitFor();
    await page.getByRole("button", { name: "Invite 3 people" }).click();
    const outcomes = page.getByRole("list", { name: "What became of each invitation" }).getByRole("listitem");
    await outcomes.filter({ hasText: creator }).getByText("Invite Sent").waitFor();
    await outcomes.filter({ hasText: late }).getByText("No seat free").waitFor();
    await page.getByRole("row").filter({ hasText: creator }).getByText("Invite Sent").waitFor();
    await page.getByText("1 could not be invited").waitFor();
    await setSeats(acme.place, 50);
    await page.getByRole("button", { name: "Try again" }).click();
    await outcomes.filter({ hasText: late }).getByText("Invite Sent").waitFor();
    await page.getByText("Everyone has been told").waitFor();
    await page.close();
  });

  test("a table pasted into the form is taken as one", async () => {
    const pasted = newAddress();
    const page = await openPage("manage.html");
    await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate((text) => navigator.clipboard.writeText(text), `email\trole\n${pasted}\tdeveloper`);
    await page.getByLabel("E-mail addresses").press("Control+v");
    await page.getByRole("button", { name: "Invite 1 person" }).click();
    await page.getByRole("row").filter({ hasText: pasted }).getByText("Invite Sent").waitFor();
    await page.close();
  });

  test("the look: a colour and a logo, there at once, and taken away again", async () => {
    const page = await openPage("manage.html#settings/look");
    const card = page.getByRole("region", { name: "Look" });
    const look = async () =>
      (await api("GET", `/workspaces/${acme.workspaceId}`, { token: acme.admin.accessToken })).body.look;
    await card.getByLabel("Colour", { exact: true }).fill("#8a1c7c");
    await expect.poll(async () => (await look()).colour).toBe("#8a1c7c");
    await card.getByLabel("Choose a logo").setInputFiles(join(import.meta.dirname, "../fixtures/avatar.png"));
    const logo = card.getByRole("img", { name: "Logo of Acme" });
    await expect.poll(() => logo.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(120);
    await card
      .getByLabel("Choose a logo")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("no") });
    await card.getByRole("alert").waitFor();
    await logo.waitFor();
    await card.getByRole("button", { name: "Remove the logo" }).scrollIntoViewIfNeeded();
    await keepScreens(page, "manage-look");
    await card.getByRole("button", { name: "Remove the logo" }).click();
    await logo.waitFor({ state: "detached" });
    await card.getByRole("button", { name: "Without a colour" }).click();
    await expect.poll(look).toEqual({ colour: null, logoUrl: null });
    await page.close();
  });

  test("before somebody loses them, their API keys are named; where none stop, nobody is asked", async () => {
    await setSeats(acme.place, 60);
    const [developer, bare] = [await joined("developer"), await joined("developer")];
    await newKey(developer.token, acme.workspaceId, ["content:read"]);
    const page = await openPage("manage.html");
    const row = (email: string) => page.getByRole("row").filter({ hasText: email });
    const roleOf = (email: string) => row(email).getByLabel("Role of");
    const dialog = page.getByRole("dialog");
    await page.getByLabel("Search by name or address").fill(developer.email);
    await roleOf(developer.email).selectOption({ label: "Creator" });
    await dialog.getByText("These API keys stop working:").waitFor();
    await dialog.getByText("Import (foyer_key_").waitFor();
    await keepScreens(page, "manage-keys-stop");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => roleOf(developer.email).inputValue()).toBe("developer");
    // To a role that keeps them nothing is asked.
    await roleOf(developer.email).selectOption({ label: "Super Admin" });
    await page.getByText("is now Super Admin.").waitFor();
    await row(developer.email).getByRole("button", { name: "Suspend" }).click();
    await dialog.getByText("These API keys stop working:").waitFor();
    await dialog.getByRole("button", { name: "Suspend" }).click();
    await row(developer.email).getByText("Suspended").waitFor();
    await row(developer.email).getByRole("button", { name: "Resume" }).click();
    await row(developer.email).getByText("Active").waitFor();
    await api("PATCH", "/me", { token: acme.admin.accessToken, body: { locale: "fr" } });
    await page.reload();
    await page.getByLabel("Chercher un nom ou une adresse").fill(developer.email);
    await row(developer.email).getByRole("button", { name: "Exclure" }).click();
    await dialog.getByText("Ces clés d’API cesseront de fonctionner :").waitFor();
    await keepScreens(page, "manage-keys-stop-fr");
    await dialog.getByRole("button", { name: "Exclure" }).click();
    await row(developer.email).waitFor({ state: "detached" });
    await api("PATCH", "/me", { token: acme.admin.accessToken, body: { locale: "en" } });
    await page.reload();
    await page.getByLabel("Search by name or address").fill(bare.email);
    await roleOf(bare.email).selectOption({ label: "Creator" });
    await page.getByText("is now Creator.").waitFor();
    await page.close();
  });

  test("mails that could not be delivered are named, and tried again", async () => {
    await failNewestInvitation(acme.workspaceId);
    await browser.route("**/failed-deliveries?*", (route) => route.abort());
    const page = await openPage("manage.html#notifications");
    const card = page.getByRole("region", { name: "Could not be delivered" });
    await card.getByText("Whether any mail could not be delivered is not known.").waitFor();
    await keepInLanguages(page, "manage-failed-unread");
    await browser.unroute("**/failed-deliveries?*");
    await card.getByRole("button", { name: "Try again" }).click();
    await card.getByText("550 mailbox unavailable").waitFor();
    await card.getByRole("button", { name: "Try again: Invitation mail" }).click();
    await page.getByText("It is on its way again.").waitFor();
    await card.waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(page.getByRole("heading", { level: 1 }))).toBe(true);
    await page.close();
  });

  test("of thousands those in view are drawn, the rest fetched as one scrolls; focus stays where it is", async () => {
    const count = 2_000;
    await setSeats(acme.place, count + 100);
    await plantMembers(database(), acme.workspaceId, newDomain(), count);
    const page = await openPage("manage.html");
    const table = page.getByRole("table");
    const number = async (name: string) => Number(await table.getAttribute(name));
    await expect.poll(() => number("aria-rowcount")).toBeGreaterThan(count);
    const place = (which: string) =>
      page.evaluate((selector) => Number(document.querySelector(selector)?.ariaRowIndex), `tbody ${which}`);
    const role = page.getByRole("row").nth(1).getByRole("combobox");
    await role.focus();
    await expect
      .poll(async () => {
        await page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)");
        return place("tr:nth-last-child(1 of [data-index])");
      })
      .toBe(await number("aria-rowcount"));
    await expect.poll(() => page.getByRole("row").count()).toBeLessThan(70);
    // The row with focus is one of those drawn, and the keyboard goes on from it.
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest("tr")?.ariaRowIndex)).toBe("2");
    await expect.poll(() => place("tr:nth-child(1 of [data-index])")).toBe(2);
    await page.keyboard.press("Tab");
    const focused = "document.activeElement?.closest('tr')?.ariaRowIndex";
    await expect.poll(() => page.evaluate(focused)).toMatch(/^[23]$/);
    await expect.poll(() => page.evaluate("window.scrollY < 1000")).toBe(true);
    await page.close();
  });
});

describe("whether colleagues may find one", () => {
  test("is asked in the popup once, and changed in the account", async () => {
    const person = await signUp();
    const { browser, popup: openPage } = await openBrowser();
    try {
      await signInExtension(browser, person);
      const popup = await openPage();
      const question = popup.getByRole("region", { name: "May colleagues find you?" });
      await question.getByText("Admins whose own address is at acme.example").waitFor();
      await question.getByRole("button", { name: "Yes, they may" }).click();
      await question.waitFor({ state: "detached" });
      await popup.getByRole("button", { name: /^Account/ }).click();
      await popup
        .getByRole("radiogroup", { name: "May colleagues find you?" })
        .getByText("No", { exact: true })
        .click();
      const answer = async () => (await api("GET", "/me", { token: person.accessToken })).body.user.suggestible;
      await expect.poll(answer).toBe(false);
    } finally {
      await browser.close();
    }
  });
});

describe("the stream of what happens", () => {
  const STREAM = "**/notifications/stream";

  test("is asked for again where it breaks off, from the last event on, and once for all views", async () => {
    const acme = await company("request");
    const { browser, popup: openPage } = await openBrowser();
    try {
      await signInExtension(browser, acme.admin);
      const asked: (string | undefined)[] = [];
      await browser.route(STREAM, async (route) => {
        asked.push(route.request().headers()["last-event-id"]);
        if (asked.length === 1) return route.abort();
        if (asked.length > 2) return route.continue();
        const body = 'id: 7\nevent: unread\ndata: {"unread":5}\n\n';
        return route.fulfill({ status: 200, contentType: "text/event-stream", body });
      });
      const [manage, popup] = [await openPage("manage.html"), await openPage()];
      await expect.poll(() => asked, { timeout: 20_000 }).toEqual([undefined, undefined, "7"]);
      const person = await someone(acme.domain);
      await ask(person, acme.workspaceId);
      await popup.getByText(person.email).first().waitFor();
      await manage.getByText(person.email).first().waitFor();
      expect(asked).toHaveLength(3);

      // A view that opens reads what it shows once; and again where something was said before its stream stood.
      for (const view of [manage, popup]) await view.close();
      let looks = 0;
      browser.on("request", (request) => {
        looks += Number(request.url().endsWith("/plan"));
      });
      const looksThen: number[] = [];
      const said = Promise.withResolvers<void>();
      await browser.unroute(STREAM);
      await browser.route(STREAM, async (route) => {
        if (looksThen.push(looks) === 1) return route.fulfill({ status: 200, headers: { [QUIET_HEADER]: "3600000" } });
        await said.promise;
        return route.continue();
      });
      const quiet = await openPage("manage.html#settings/seats");
      await expect.poll(() => looksThen).toEqual([expect.any(Number), 1]);
      await quiet.close();
      await openPage("manage.html#settings/seats");
      await expect.poll(() => [looks, looksThen.length]).toEqual([2, 3]);
      await ask(await someone(acme.domain), acme.workspaceId);
      await untilDelivered(acme.workspaceId);
      said.resolve();
      await expect.poll(() => looks).toBe(3);
    } finally {
      await browser.close();
    }
  });
});

/** As if its mail had been refused for a day. */
async function failNewestInvitation(workspaceId: string): Promise<void> {
  const open = "SELECT count(*) AS n FROM outbox WHERE workspace_id = ? AND delivered_at IS NULL";
  // Only what was delivered stays as it is put.
  await expect.poll(async () => (await sql(open, [workspaceId]))[0]?.n, { timeout: 10_000 }).toBe(0);
  await sql(
    `UPDATE outbox SET delivered_at = NULL, parked_at = ?, tries = 61, last_error = '550 mailbox unavailable'
     WHERE id = (SELECT max(id) FROM outbox WHERE workspace_id = ? AND topic = 'member.invited')`,
    [Date.now(), workspaceId],
  );
}

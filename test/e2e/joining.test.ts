import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, openPrivateBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { type Company, company } from "../support/company.ts";
import { someone } from "../support/crowd.ts";
import { badgeText, inBackground } from "../support/extension-worker.ts";
import { hasFocus } from "../support/has-focus.ts";
import { ask, membershipOf, setSeats, statusOf } from "../support/joining.ts";
import { signInCode } from "../support/mailbox.ts";
import type { Person } from "../support/plant-people.ts";
import { signInExtension } from "../support/sign-in-extension.ts";

const SOON = { timeout: 2_000 };

type Desk = { browser: BrowserContext; open(page?: string): Promise<Page> };

async function deskOf(person: Company["admin"]): Promise<Desk> {
  const { browser, popup } = await openBrowser();
  await signInExtension(browser, person);
  return { browser, open: popup };
}

/** Once its stream is open, a view hears of everything at once. */
async function openLive(desk: Desk, page?: string): Promise<Page> {
  const streaming = desk.browser.waitForEvent("response", (response) => response.url().endsWith("/stream"));
  const opened = await desk.open(page);
  await streaming;
  return opened;
}

describe("someone asks to join", () => {
  let acme: Company;
  let mine: Desk;
  let theirs: Desk;
  let popup: Page;
  let manage: Page;

  beforeAll(async () => {
    acme = await company("request");
    [mine, theirs] = await Promise.all([deskOf(acme.admin), deskOf(acme.second)]);
    [popup, manage] = await Promise.all([openLive(mine), openLive(theirs, "manage.html")]);
    await popup.getByText("2 active").waitFor();
    await manage.getByRole("row").filter({ hasText: acme.admin.email }).waitFor();
  });
  afterAll(() => Promise.all([mine.browser.close(), theirs.browser.close()]));

  const waiting = (page: Page, { email }: Person) =>
    page.getByRole("region", { name: "Requests" }).getByRole("listitem").filter({ hasText: email });
  const row = ({ email }: Person) => manage.getByRole("row").filter({ hasText: email });

  test("every open view shows it within two seconds, and the toolbar counts it", async () => {
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId, { message: "I cut the spring film." });
    await Promise.all([
      waiting(popup, person).getByText("I cut the spring film.").waitFor(SOON),
      row(person).getByText("Requested").waitFor(SOON),
    ]);
    await expect.poll(() => badgeText(mine.browser)).toBe("1");
    await expect.poll(() => badgeText(theirs.browser)).toBe("1");
  });

  test("approved in the popup, it is decided everywhere, and nobody has touched the other admin's page", async () => {
    const person = { email: await emailIn(popup) } as Person;
    await popup.getByRole("button", { name: `Approve ${person.email} as Viewer` }).click();
    await waiting(popup, person).waitFor({ state: "detached" });
    await popup.getByText("3 active").waitFor();
    await row(person).getByText("Active", { exact: true }).waitFor(SOON);
    await manage.getByRole("tab", { name: /Notifications/ }).click();
    const note = manage.getByRole("listitem").filter({ hasText: `${person.email} asks to join Acme.` });
    await note.getByText("Active", { exact: true }).waitFor();
    await expect.poll(() => note.getByRole("button").count()).toBe(0);
    expect(await statusOf(acme, person)).toBe("active");
    await expect.poll(() => badgeText(mine.browser)).toBe("");
    await expect.poll(() => badgeText(theirs.browser)).toBe("");
  });

  test("denied from the notifications, it is gone from the popup", async () => {
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await waiting(popup, person).waitFor(SOON);
    const note = manage.getByRole("listitem").filter({ hasText: person.email });
    await note.getByRole("button", { name: `Deny: ${person.email}` }).click();
    await note.getByText("Denied", { exact: true }).waitFor();
    await expect.poll(() => hasFocus(manage.locator("#notifications-title"))).toBe(true);
    await waiting(popup, person).waitFor({ state: "detached", ...SOON });
    expect(await statusOf(acme, person)).toBeUndefined();
  });

  test("approved in the list in a role chosen there", async () => {
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await manage.getByRole("tab", { name: "Members" }).click();
    await row(person).getByRole("combobox").selectOption("creator");
    await row(person)
      .getByRole("button", { name: `Approve: ${person.email}` })
      .click();
    await manage.getByText(`${person.email} is now a member as Creator.`).waitFor();
    await row(person).getByText("Active", { exact: true }).waitFor();
    await expect.poll(() => row(person).getByRole("combobox").inputValue()).toBe("creator");
  });

  test("when another admin was first, the popup says what they decided, and nothing else happens", async () => {
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await waiting(popup, person).waitFor();
    const id = await membershipOf(acme, person);
    const first = `/workspaces/${acme.workspaceId}/join-requests/${id}/deny`;
    await popup.route("**/approve", async (route) => {
      await api("POST", first, { token: acme.second.accessToken });
      await route.continue();
    });
    await popup.getByRole("button", { name: `Approve ${person.email} as Viewer` }).click();
    await popup.getByText("Another admin has already denied this request.").waitFor();
    await waiting(popup, person).waitFor({ state: "detached" });
    expect(await statusOf(acme, person)).toBeUndefined();
    await popup.unroute("**/approve");
  });

  test("without a free seat it comes back, and says why", async () => {
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await waiting(popup, person).waitFor();
    await setSeats(acme.place, 4);
    await popup.getByRole("button", { name: `Approve ${person.email} as Viewer` }).click();
    await popup.getByText("No seat is free.").waitFor();
    await waiting(popup, person).waitFor();
    expect(await statusOf(acme, person)).toBe("requested");
    await setSeats(acme.place, 9);
  });

  test("with no view open, the look of every minute counts it; signed out, nothing is counted", async () => {
    await popup.close();
    await ask(await someone(acme.domain), acme.workspaceId);
    const every = await inBackground(
      mine.browser,
      "chrome.alarms.get('requests').then((alarm) => alarm.periodInMinutes)",
    );
    expect(every).toBe(1);
    await inBackground(mine.browser, "chrome.alarms.onAlarm.dispatch({ name: 'requests' })");
    await expect.poll(() => badgeText(mine.browser)).toBe("2");
    popup = await mine.open();
    await popup.getByRole("button", { name: /^Account/ }).click();
    await popup.getByRole("button", { name: "Sign out" }).click();
    await expect.poll(() => badgeText(mine.browser)).toBe("");
  });

  async function emailIn(page: Page): Promise<string> {
    const title = await page.getByRole("region", { name: "Requests" }).locator("strong").first().getAttribute("title");
    return title ?? "";
  }
});

describe("the other doors", () => {
  let acme: Company;
  let desk: Desk;
  let popup: Page;

  beforeAll(async () => {
    acme = await company("invite_only");
    desk = await deskOf(acme.admin);
    await desk.browser.grantPermissions(["clipboard-read", "clipboard-write"]);
    popup = await openLive(desk);
  });
  afterAll(() => desk.browser.close());

  test("a colleague who may be found is suggested, and added with one press: Invite Sent", async () => {
    const [found, unwanted] = await Promise.all([someone(acme.domain), someone(acme.domain)]);
    for (const { token } of [found, unwanted]) await api("PATCH", "/me", { token, body: { suggestible: true } });
    await popup.reload();
    const suggested = popup.getByRole("list", { name: "Colleagues on Foyer" }).getByRole("listitem");
    await popup.getByRole("button", { name: `Do not suggest ${unwanted.email} again` }).click();
    await suggested.filter({ hasText: unwanted.email }).waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(popup.locator("#invite-title"))).toBe(true);
    await popup.getByLabel("Role").selectOption("creator");
    await popup.getByRole("button", { name: `Add ${found.email}` }).click();
    await suggested.filter({ hasText: found.email }).getByText("Invite Sent").waitFor();
    await expect.poll(() => hasFocus(suggested.filter({ hasText: found.email }))).toBe(true);
    await expect.poll(() => statusOf(acme, found)).toBe("invited");
    await popup.reload();
    await popup.getByRole("listitem").filter({ hasText: found.email }).getByText("Creator").waitFor();
    await expect.poll(() => suggested.filter({ hasText: unwanted.email }).count()).toBe(0);
  });

  test("the invite link is made and copied with one press, brings someone in, and is turned off", async () => {
    await popup.getByRole("button", { name: "Make an invite link" }).click();
    await expect.poll(() => hasFocus(popup.locator(".copy-link"))).toBe(true);
    await popup.getByRole("button", { name: "Copy the invite link" }).click();
    const link = await popup.evaluate(() => navigator.clipboard.readText());
    const newcomer = `newcomer@${acme.domain}`;
    await joinBy(link, newcomer);
    await popup.getByRole("listitem").filter({ hasText: newcomer }).getByText("Active").waitFor();

    const manage = await desk.open("manage.html");
    const card = manage.getByRole("region", { name: "Invite link" });
    await card.getByText("used 1 time").waitFor();
    await card.getByRole("button", { name: "Make anew" }).click();
    await card.getByLabel("Joins as").selectOption("creator");
    await card.getByLabel("Expires").selectOption("7");
    await card.getByLabel("People at most").fill("3");
    await card.getByRole("button", { name: "Make anew" }).click();
    await card.getByText("as Creator · used 0 of 3 times · expires in 7 days").waitFor();
    await expect.poll(() => card.getByRole("textbox").inputValue()).not.toBe(link);
    await card.getByRole("button", { name: "Turn off" }).click();
    await manage.getByRole("dialog").getByRole("button", { name: "Turn off" }).click();
    await card.getByRole("button", { name: "Make an invite link" }).waitFor();
    await manage.close();
  });

  test("the join policy says what it means, and holds", async () => {
    const manage = await desk.open("manage.html#settings/joining");
    const card = manage.getByRole("region", { name: "Who may join" });
    await card.getByLabel("Colleagues may ask").check();
    await manage.getByText("Now colleagues may ask to join.").waitFor();
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await expect.poll(() => statusOf(acme, person)).toBe("requested");
    await manage.close();
  });
});

async function joinBy(link: string, email: string): Promise<void> {
  const browser = await openPrivateBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(link);
    await page.getByRole("textbox").first().fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page
      .getByRole("textbox")
      .first()
      .fill(await signInCode(email));
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByText("Acme").first().waitFor();
  } finally {
    await browser.close();
  }
}

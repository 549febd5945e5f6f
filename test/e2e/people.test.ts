import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newAddress } from "../support/actors.ts";
import { openBrowser, openPrivateBrowser } from "../support/browser.ts";
import { hasFocus } from "../support/has-focus.ts";
import { inviteLink, signInCode } from "../support/mailbox.ts";

const WAIT = { timeout: 20_000 };

describe("people come in, from the toolbar to active", () => {
  const admin = newAddress();
  const colleague = newAddress();
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;
  let popup: Page;

  beforeAll(async () => {
    ({ browser, popup: openPage } = await openBrowser());
    popup = await openPage();
  });
  afterAll(() => browser.close());

  test("signing in by code survives closing the popup to read the mail", async () => {
    await popup.getByLabel("E-mail address").fill(newAddress());
    await popup.getByRole("button", { name: "Send me a code" }).click();
    await popup.getByRole("button", { name: "Another address" }).click();
    await expect.poll(() => hasFocus(popup.getByLabel("E-mail address"))).toBe(true);
    await popup.getByLabel("E-mail address").fill(admin);
    await popup.getByRole("button", { name: "Send me a code" }).click();
    await popup.getByRole("heading", { name: "Look in your mailbox" }).waitFor();
    await popup.close();

    popup = await openPage();
    await popup.getByText(admin).waitFor();
    await popup.getByLabel("Code", { exact: true }).fill(await signInCode(admin));
    await popup.getByText("You are the only one in it").waitFor();
  });

  test("a personal workspace says why nobody is invited there and makes a shared one", async () => {
    const main = popup.getByRole("main");
    await main.getByLabel("New shared workspace").fill("Northwind");
    await main.getByRole("button", { name: "Create" }).click();
    await popup.getByText("4 of 5 seats free").waitFor();
    await popup.getByText("Nobody else is here yet").waitFor();
  });

  test("an invitation shows as Invite Sent at once and holds a seat", async () => {
    await popup.getByLabel("E-mail addresses").fill(`${colleague}, not-an-address`);
    await popup.getByRole("button", { name: "Invite", exact: true }).click();
    await popup.getByText("“not-an-address” is not an e-mail address").waitFor();

    await popup.getByLabel("E-mail addresses").fill(colleague);
    await popup.getByLabel("Role").selectOption("creator");
    await popup.getByRole("button", { name: "Invite", exact: true }).click();
    const row = popup.getByRole("listitem").filter({ hasText: colleague }).filter({ hasText: "Creator" });
    await row.getByText("Invite Sent").waitFor();
    await popup.getByText("3 of 5 seats free").waitFor();
    await expect.poll(() => popup.getByLabel("E-mail addresses").inputValue()).toBe("");
  });

  test("the invited person opens the mail's link, signs in, accepts, and the list shows Active", async () => {
    const theirs = await openPrivateBrowser();
    try {
      const page = await theirs.newPage();
      await page.goto(await inviteLink(colleague));
      await page.getByRole("textbox").first().fill(colleague);
      await page.getByRole("button", { name: "Send me a code" }).click();
      await page
        .getByRole("textbox")
        .first()
        .fill(await signInCode(colleague));
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("button", { name: "Accept the invitation" }).click();
      await page.getByText("Northwind").first().waitFor();
    } finally {
      await theirs.close();
    }
    // Nobody touches the popup: it looks again by itself.
    await popup.getByRole("listitem").filter({ hasText: "Creator" }).getByText("Active").waitFor(WAIT);
    await popup.getByText("2 active").waitFor();
  });

  test("the list changes roles, suspends, resumes, resends, revokes and removes", async () => {
    const page = await openPage("manage.html");
    const row = page.getByRole("row").filter({ hasText: colleague });
    const role = row.getByRole("combobox");
    await role.focus();
    await role.selectOption("developer");
    await page.getByText("is now Developer").waitFor();
    await expect.poll(() => hasFocus(role)).toBe(true);

    await row.getByRole("button", { name: "Suspend" }).click();
    await row.getByText("Suspended", { exact: true }).waitFor();
    await expect.poll(() => hasFocus(row.locator(".acts"))).toBe(true);
    await row.getByRole("button", { name: "Resume" }).click();
    await row.getByText("Active", { exact: true }).waitFor();

    const late = newAddress();
    await page.getByLabel("E-mail addresses").fill(late);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const invited = page.getByRole("row").filter({ hasText: late });
    await invited.getByText("Invite Sent").waitFor();
    await invited.getByRole("button", { name: "Resend" }).click();
    await page.getByText("A fresh invitation is on its way").waitFor();
    await invited.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await invited.waitFor({ state: "detached" });

    await page.getByLabel("Search by name or address").fill("nobody-of-that-name");
    await page.getByText("Nobody matches.").waitFor();
    await page.getByRole("button", { name: "Clear the filters" }).click();

    await row.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await row.waitFor({ state: "detached" });
    await expect.poll(() => hasFocus(page.getByRole("table"))).toBe(true);
    await page.close();
  });

  test("the last Super Admin cannot leave, and is told why", async () => {
    const page = await openPage("manage.html");
    await page.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
    await page.getByText("A workspace keeps at least one Super Admin").waitFor();
    await page.close();
  });

  test("what was typed outlives the popup, and being offline says so without losing it", async () => {
    await popup.getByLabel("E-mail addresses").fill("typed@acme.example");
    await popup.close();
    popup = await openPage();
    await expect.poll(() => popup.getByLabel("E-mail addresses").inputValue()).toBe("typed@acme.example");

    await browser.setOffline(true);
    await popup.getByRole("button", { name: "Invite", exact: true }).click();
    await popup.getByText("Foyer cannot be reached").first().waitFor();
    await expect.poll(() => popup.getByLabel("E-mail addresses").inputValue()).toBe("typed@acme.example");
    await browser.setOffline(false);
  });

  test("signing out leaves nothing behind", async () => {
    await popup.getByRole("button", { name: /^Account/ }).click();
    await popup.getByRole("button", { name: "Sign out" }).click();
    await popup.getByRole("heading", { name: "Sign in to Foyer" }).waitFor();
    const [worker] = browser.serviceWorkers();
    const left = await worker?.evaluate("chrome.storage.local.get().then((kept) => Object.keys(kept))");
    expect(left).toEqual([]);
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { INVITATIONS_PER_CALL } from "../../shared/limits.ts";
import { newAddress, signUp } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { type Company, company } from "../support/company.ts";
import { setSeats } from "../support/joining.ts";
import { keepInLanguages } from "../support/keep-in-languages.ts";
import { signInExtension } from "../support/sign-in-extension.ts";

describe("what is sent while one goes elsewhere", () => {
  let acme: Company;
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;

  beforeAll(async () => {
    acme = await company("request");
    await api("POST", "/workspaces", { token: acme.admin.accessToken, body: { name: "Beta" } });
    ({ browser, popup: openPage } = await openBrowser());
  });
  // Signed in anew each time: one of them signs out.
  beforeEach(async () => signInExtension(browser, await signUp(acme.admin.email)));
  afterAll(() => browser.close());

  /** Invitations wait on their way until they are let go, each time anew; how many parts there were. */
  async function hold(page: Page) {
    let parts = 0;
    const gate = Promise.withResolvers<void>();
    await page.unrouteAll();
    await page.route("**/workspaces/*/invitations", async (route) => {
      parts += 1;
      await gate.promise;
      await route.continue();
    });
    return {
      parts: () => parts,
      async letGo(): Promise<void> {
        const arrived = page.waitForResponse("**/workspaces/*/invitations");
        gate.resolve();
        await (await arrived).finished();
      },
    };
  }

  const csv = (name: string, emails: string[]) => ({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(["email", ...emails].join("\n")),
  });
  const take = (page: Page, name: string, emails: string[]) =>
    page.getByLabel("Choose a CSV file").setInputFiles(csv(name, emails));
  const outcomes = (page: Page) => page.getByRole("list", { name: "What became of each invitation" });

  async function switchTo(page: Page, name: string): Promise<void> {
    await page.getByRole("button", { name: /Switch workspace/ }).click();
    await page.locator("button.choice", { hasText: name }).click();
    await page.locator("button.workspace", { hasText: name }).waitFor();
  }

  test("a list comes back neither in another workspace nor before another person", async () => {
    await setSeats(acme.place, 50);
    const mine = newAddress();
    const page = await openPage("manage.html");
    await take(page, "acme.csv", [mine]);
    const way = await hold(page);
    await page.getByRole("button", { name: "Invite 1 person" }).click();
    await switchTo(page, "Beta");
    await take(page, "beta.csv", [newAddress()]);
    await page.getByText("beta.csv").waitFor();
    await way.letGo();
    await page.getByRole("button", { name: "Invite 1 person" }).click();
    await expect.poll(() => outcomes(page).getByRole("listitem").count()).toBe(1);
    expect(await outcomes(page).getByText(mine).count()).toBe(0);
    await switchTo(page, "Acme");
    await expect.poll(() => outcomes(page).count()).toBe(0);

    const kept = newAddress();
    await take(page, "kept.csv", [kept]);
    const other = await hold(page);
    await page.getByRole("button", { name: "Invite 1 person" }).click();
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("E-mail address", { exact: true }).waitFor();
    await signInExtension(browser, acme.second);
    await page.getByText("Choose a CSV file").waitFor();
    await other.letGo();
    await take(page, "theirs.csv", [newAddress()]);
    await page.getByText("theirs.csv").waitFor();
    await expect.poll(() => page.locator(".invite-list").getByText(kept).count()).toBe(0);
    await page.getByRole("button", { name: "Invite 1 person" }).click();
    await page.getByText("Everyone has been told").waitFor();
    expect(await outcomes(page).getByText(kept).count()).toBe(0);
    await page.close();
  });

  test("what is typed while those before are sent stays; it ends neither in another workspace nor before another person", async () => {
    const [first, second] = [newAddress(), newAddress()];
    const page = await openPage("manage.html");
    const field = page.getByLabel("E-mail addresses");
    const send = page.locator("form.invite").getByRole("button", { name: "Invite" });
    await field.fill(first);
    const way = await hold(page);
    await send.click();
    await field.press("End");
    await field.pressSequentially(`, ${second}`);
    await way.letGo();
    await outcomes(page).getByText(first).waitFor();
    expect(await field.inputValue()).toBe(second);

    const away = await hold(page);
    await send.click();
    await switchTo(page, "Beta");
    await away.letGo();
    await expect.poll(() => field.inputValue()).toBe("");
    expect(await outcomes(page).count()).toBe(0);

    await switchTo(page, "Acme");
    await field.fill(`${newAddress()} and so on`);
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("E-mail address", { exact: true }).waitFor();
    await signInExtension(browser, acme.second);
    await expect.poll(() => field.inputValue()).toBe("");
    await page.close();
  });

  test("a file that cannot be read says so; a mark that is not closed is told with its row", async () => {
    const folder = await mkdtemp(join(tmpdir(), "foyer-list-"));
    const gone = join(folder, "gone.csv");
    await writeFile(gone, "email");
    const page = await openPage("manage.html");
    const chooser = page.getByLabel("Choose a CSV file");
    // Gone between the choice and the reading.
    await page.evaluate(
      "addEventListener('change', (event) => event.stopPropagation(), { capture: true, once: true })",
    );
    await chooser.setInputFiles(gone);
    await rm(folder, { recursive: true });
    await chooser.dispatchEvent("change");
    await page.getByRole("alert").getByText("This file could not be read.").waitFor();
    await keepInLanguages(page, "invite-list-unreadable");
    const text = `email,name\n${newAddress()},Ann\n\n${newAddress()},"Tom\n${newAddress()},June\n`;
    await chooser.setInputFiles({ name: "open.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByText("Row 4: the quotation mark before “Tom” is not closed.").waitFor();
    await page.getByRole("button", { name: "Invite 1 person" }).waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await keepInLanguages(page, "invite-list-open-quote");
    await page.close();
  });

  // The last, as what it goes on with takes all seats that are free.
  test("a list is stopped after the part under way, says how many were invited by then, and goes on", async () => {
    const { seats, free } = (
      await api("GET", `/workspaces/${acme.workspaceId}/plan`, { token: acme.admin.accessToken })
    ).body;
    await setSeats(acme.place, seats - free + 3);
    const emails = Array.from({ length: INVITATIONS_PER_CALL + 20 }, newAddress);
    const page = await openPage("manage.html");
    await take(page, "many.csv", emails);
    const way = await hold(page);
    await page.getByRole("button", { name: "Invite 520 people" }).click();
    await page.getByText("The invitations are on their way…").waitFor();
    await take(page, "next.csv", [newAddress()]);
    await page.getByRole("alert").getByText("The list before is being invited still.").waitFor();
    await keepInLanguages(page, "invite-list-busy");
    await page.getByRole("tab", { name: "Content" }).click();
    await page.getByRole("tab", { name: "Members" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Stops after those on their way…").waitFor();
    await way.letGo();
    await page.getByText("Stopped: 3 people invited by then · 517 not yet").waitFor();
    expect(way.parts()).toBe(1);
    await expect.poll(() => page.getByText("many.csv").count()).toBe(1);
    await keepInLanguages(page, "invite-list-stopped");
    // Left for another workspace it stops too, and says so there.
    await setSeats(acme.place, seats - free + 4);
    const other = await hold(page);
    await page.getByRole("button", { name: "Invite 517 people" }).click();
    await switchTo(page, "Beta");
    await other.letGo();
    await page.getByText("Acme · many.csv · Stopped: 1 person invited by then").waitFor();
    expect(other.parts()).toBe(1);
    await page.close();
  });
});

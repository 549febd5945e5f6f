import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LOCALES } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { askFor, closedVideo, decline, grant, memberOf, TITLE, waiting, withdraw } from "../support/asking.ts";
import { openBrowser, openPrivateBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { company } from "../support/company.ts";
import { newDomain, someone } from "../support/crowd.ts";
import { membershipOf } from "../support/joining.ts";
import { keepInLanguages } from "../support/keep-in-languages.ts";
import { keepPageScreens, keepScreens } from "../support/keep-screens.ts";
import { waitForMail } from "../support/mailbox.ts";
import type { Person } from "../support/plant-people.ts";
import { server } from "../support/server.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { signInBrowser } from "../support/sign-in-page.ts";

const LONG = "Amélie-Charlotte Lacroix-Deschamps de Saint-Rémy-lès-Chevreuse";
const WORD = "I cut the spring launch with Ravi and would like to see the final version before it goes out.";

const name = (who: { token: string }, called: string, locale = "en") =>
  api("PATCH", "/me", { token: who.token, body: { name: called, locale } });

describe.each(LOCALES)(
  "asking for access, looked at, in %s",
  (locale) => {
    const t = translator(locale);
    let browser: BrowserContext;
    let page: Page;

    beforeEach(async () => {
      browser = await openPrivateBrowser(locale);
      page = await browser.newPage();
    });
    afterEach(() => browser.close());

    async function keep(what: string): Promise<void> {
      await keepPageScreens(page, `access-${what}`, locale);
    }

    test("on the page, without script: asked, withdrawn, declined, asked again, let in", async () => {
      const { place, video, share } = await closedVideo();
      const person = await someone(`${"long-".repeat(8)}${newDomain()}`);
      await signInBrowser(browser, person);
      await page.goto(`${server.url}/s/${share.slug}`);
      await expect.poll(() => page.locator("script").count()).toBe(0);
      await keep("form");
      await page.getByRole("textbox", { name: t("share.ask_message") }).fill(WORD);
      await page.getByRole("button", { name: t("share.ask") }).click();
      await page.getByRole("heading", { name: t("share.asked_title") }).waitFor();
      await keep("asked");
      await page.getByRole("button", { name: t("share.withdraw") }).click();
      await page.getByRole("heading", { name: t("share.may_ask_title") }).waitFor();
      expect(await waiting(place.admin, video)).toEqual([]);
      await decline(place.admin, (await askFor(share, person, { message: WORD })).body);
      await page.goto(`${server.url}/s/${share.slug}`);
      await page.getByRole("heading", { name: t("share.declined_title") }).waitFor();
      await keep("declined");
      await page.getByRole("button", { name: t("share.ask_again") }).click();
      await page.getByRole("heading", { name: t("share.asked_title") }).waitFor();
      const [asked] = await waiting(place.admin, video);
      if (!asked) throw new Error("nobody waits");
      await grant(place.admin, asked);
      await page.goto(`${server.url}/s/${share.slug}`);
      await page.getByRole("heading", { name: TITLE }).waitFor();
    });

    test("on the start page of whoever decides, and what another decided first", async () => {
      const { place, share } = await closedVideo();
      await name(place.admin, "Tomás Okafor", locale);
      const [one, other] = [await someone(), await someone()];
      await name(one, LONG);
      const first = await askFor(share, one, { message: WORD });
      const second = await askFor(share, other);
      await signInBrowser(browser, place.admin);
      await page.goto(server.url);
      const allow = (who: string) => page.getByRole("button", { name: t("home.grant_long", { who, title: TITLE }) });
      await allow(LONG).waitFor();
      await keep("home");
      await decline(place.admin, first.body);
      await allow(LONG).click();
      await page.getByRole("heading", { name: t("notice.decided_declined_title") }).waitFor();
      await keep("decided");
      await page.goto(server.url);
      await api("PATCH", `/workspaces/${place.workspaceId}`, {
        token: place.admin.token,
        body: { sharePolicy: { guestsAllowed: "none" } },
      });
      await allow(other.email).click();
      await page.getByRole("heading", { name: t("notice.guests_not_allowed_title") }).waitFor();
      await keep("no-guests");
      expect(second.status).toBe(201);
    });

    test("the mails", async () => {
      const { place, share } = await closedVideo();
      await name(place.admin, "Tomás Okafor", locale);
      const [one, other] = [await someone(), await someone()];
      await name(one, LONG, locale);
      await name(other, "June Whitfield", locale);
      await grant(place.admin, (await askFor(share, one, { message: WORD })).body);
      await decline(place.admin, (await askFor(share, other)).body);
      await askFor(share, await named(locale), { message: WORD });
      await keepMail("asked", place.admin, t("mail.access.subject", { who: LONG, title: TITLE }));
      await keepMail("granted", one, t("mail.access_granted.subject", { title: TITLE }));
      await keepMail("declined", other, t("mail.access_declined.subject"));
    });

    async function keepMail(what: string, to: Person, subject: string): Promise<void> {
      const mail = await waitForMail(to.email, { matching: (one) => one.subject === subject });
      expect(mail.html).toContain(`lang="${locale}"`);
      await page.setContent(mail.html);
      await page.setViewportSize({ width: 720, height: 700 });
      await keepScreens(page, `access-mail-${what}-${locale}`);
    }

    // The rest is looked at in English alone.
    if (locale === "fr") return;

    test("not offered to whoever is suspended", async () => {
      const { place, share } = await closedVideo();
      const person = await memberOf(place, "viewer");
      const path = `/workspaces/${place.workspaceId}/members/${await membershipOf(place, person)}`;
      await api("PATCH", path, { token: place.admin.token, body: { status: "suspended" } });
      await signInBrowser(browser, person);
      await page.goto(`${server.url}/s/${share.slug}`);
      await page.getByRole("heading", { name: t("share.forbidden_title") }).waitFor();
      await expect.poll(() => page.getByRole("textbox").count()).toBe(0);
      await keep("suspended");
    });
  },
  180_000,
);

describe("in the extension's notifications", () => {
  const t = translator("en");

  test("a request is granted in place, at a level where its asker is a member, and shows what was decided", async () => {
    const acme = await company("invite_only");
    const me = { token: acme.admin.accessToken };
    const closed = await closedVideo(me, acme.place);
    await name(me, "Tomás Okafor");
    const [member, guest, late, gone] = [
      await memberOf(acme.place, "creator"),
      await someone(),
      await someone(),
      await someone(),
    ];
    await name(member, LONG);
    await name(guest, "Ravi Shah");
    const asked = await askFor(closed.share, member, { message: WORD });
    await askFor(closed.share, guest, { message: WORD });
    const third = await askFor(closed.share, late);
    await askFor(closed.share, gone, { message: WORD });
    const { browser, popup } = await openBrowser();
    await signInExtension(browser, acme.admin);
    const page = await popup("manage.html#notifications");
    await page.setViewportSize({ width: 1280, height: 900 });
    const note = (who: string) => page.getByRole("listitem").filter({ hasText: who });
    await note(gone.email).getByRole("button").first().waitFor();
    await expect.poll(() => note("Ravi Shah").getByRole("combobox").count()).toBe(0);
    await keepInLanguages(page, "access-notes");
    await page.setViewportSize({ width: 420, height: 1100 });
    await keepInLanguages(page, "access-notes-narrow");
    await note(LONG)
      .getByRole("combobox", { name: t("ext.access.level", { who: LONG }) })
      .selectOption("edit");
    await note(LONG)
      .getByRole("button", { name: t("ext.access.grant_long", { who: LONG }) })
      .click();
    await note(LONG).getByText(t("ext.access.granted")).waitFor();
    const list = await api("GET", `/nodes/${closed.video.id}/access`, me);
    expect(list.body.grants).toEqual([{ membershipId: await membershipOf(acme.place, member), level: "edit" }]);
    await note("Ravi Shah")
      .getByRole("button", { name: t("ext.access.decline_long", { who: "Ravi Shah" }) })
      .click();
    await note("Ravi Shah").getByText(t("ext.access.declined")).waitFor();
    // Withdrawn or decided by the other admin, it changes here by itself.
    await withdraw(closed.share, gone);
    await note(gone.email).getByText(t("ext.access.withdrawn")).waitFor();
    await expect.poll(() => note(gone.email).getByRole("button").count()).toBe(0);
    await grant({ token: acme.second.accessToken }, third.body);
    await note(late.email).getByText(t("ext.access.granted")).waitFor();
    await keepInLanguages(page, "access-notes-decided-narrow");
    await page.setViewportSize({ width: 1280, height: 900 });
    await keepInLanguages(page, "access-notes-decided");
    expect(asked.status).toBe(201);
    await browser.close();
  });
});

async function named(locale: string): Promise<Person> {
  const person = await someone();
  await name(person, LONG, locale);
  return person;
}

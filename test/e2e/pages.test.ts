import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LOCALES } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { newAddress } from "../support/actors.ts";
import { openPrivateBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { newDomain, someone } from "../support/crowd.ts";
import { ask, type House, house, invite, link, membershipOf, take } from "../support/joining.ts";
import { keepPageScreens, keepScreens, SIZES } from "../support/keep-screens.ts";
import { headerOf, inviteToken, signInCode, waitForMail } from "../support/mailbox.ts";
import type { Person } from "../support/plant-people.ts";
import { server } from "../support/server.ts";
import { signInBrowser } from "../support/sign-in-page.ts";
import { playableVideo, publish } from "../support/videos.ts";

const LONG = "Amélie-Charlotte Lacroix-Deschamps de Saint-Rémy-lès-Chevreuse";
const WORD =
  "I make the product films with June. We met at the spring launch, where I showed the first cut to everyone.";

describe.each(LOCALES)(
  "the pages for people without the extension, looked at, in %s",
  (locale) => {
    const t = translator(locale);
    let browser: BrowserContext;
    let page: Page;

    beforeEach(async () => {
      browser = await openPrivateBrowser(locale);
      page = await browser.newPage();
    });
    afterEach(() => browser.close());

    const open = (path: string) => page.goto(`${server.url}${path}`);
    async function keep(name: string): Promise<void> {
      await keepPageScreens(page, `page-${name}`, locale);
    }
    const name = (who: Person, called: string) =>
      api("PATCH", "/me", { token: who.token, body: { name: called, locale } });

    test("signing in, and an invitation from its mail to the start page", async () => {
      const email = `june.whitfield@${newDomain()}`;
      const place = await house();
      await name(place.admin, LONG);
      await invite(place, email, "creator");
      await open(`/invite/${await inviteToken(email)}`);
      await keep("invitation-stranger");
      await page.getByRole("textbox").fill(email);
      await page.getByRole("button", { name: t("sign_in.send") }).click();
      await page.getByLabel(t("sign_in.code")).fill("00000000");
      await page.getByRole("button", { name: t("sign_in.continue") }).click();
      await page.getByText(t("sign_in.invalid_code")).waitFor();
      await keep("sign-in-wrong-code");
      await page.getByLabel(t("sign_in.code")).fill(await signInCode(email));
      await page.getByRole("button", { name: t("sign_in.continue") }).click();
      await page.getByRole("button", { name: t("invite.accept") }).waitFor();
      await keep("invitation");
      await page.getByRole("button", { name: t("invite.accept") }).click();
      await page.getByText("Acme", { exact: true }).waitFor();
      await keep("home-new");
    });

    test("requests on an admin's start page, decided there, and what another decided first", async () => {
      const domain = newDomain();
      const place = await house({ domain, policy: "request" });
      await name(place.admin, "Tomás Okafor");
      const [first, second, third] = [await someone(domain), await someone(domain), await someone(domain)];
      await name(first, LONG);
      for (const person of [first, second, third])
        await ask(person, place.workspaceId, { message: person === second ? "" : WORD });
      const mine = await house({ policy: "request" });
      await invite(mine, place.admin.email, "viewer");
      await signInBrowser(browser, place.admin);
      await open("/");
      await page.getByRole("button", { name: t("home.approve_long", { who: LONG, role: t("role.viewer") }) }).waitFor();
      await keep("home-requests");
      await page.getByRole("button", { name: t("home.approve_long", { who: LONG, role: t("role.viewer") }) }).click();
      await page
        .getByRole("button", { name: t("home.approve_long", { who: second.email, role: t("role.viewer") }) })
        .waitFor();
      const decide = async (person: Person, verb: "approve" | "deny") =>
        api("POST", `/workspaces/${place.workspaceId}/join-requests/${await membershipOf(place, person)}/${verb}`, {
          token: place.admin.token,
        });
      await decide(second, "deny");
      await page
        .getByRole("button", { name: t("home.approve_long", { who: second.email, role: t("role.viewer") }) })
        .click();
      await page.getByRole("heading", { name: t("notice.decided_denied_title") }).waitFor();
      await keep("decided");
      await open("/");
      await setSeatsToUsed(place);
      await page
        .getByRole("button", { name: t("home.approve_long", { who: third.email, role: t("role.viewer") }) })
        .click();
      await page.getByRole("heading", { name: t("notice.no_seats_title") }).waitFor();
      await keep("no-seats");
    });

    test("the mails", async () => {
      const domain = newDomain();
      const place = await house({ domain, policy: "request", seats: 3 });
      await name(place.admin, "Tomás Okafor");
      const [one, other, late] = [await someone(domain), await someone(domain), await someone(domain)];
      for (const person of [one, late]) await name(person, LONG);
      await name(other, "June Whitfield");
      const token = await link(place);
      await ask(one, place.workspaceId, { message: WORD });
      await ask(other, place.workspaceId);
      const decide = async (person: Person, verb: string) =>
        api("POST", `/workspaces/${place.workspaceId}/join-requests/${await membershipOf(place, person)}/${verb}`, {
          token: place.admin.token,
        });
      await waitForMail(place.admin.email);
      await decide(one, "approve");
      await decide(other, "deny");
      const guest = await someone();
      await name(guest, "June Whitfield");
      await invite(place, guest.email, "creator");
      await api("PATCH", `/workspaces/${place.workspaceId}`, {
        token: place.admin.token,
        body: { joinPolicy: "domain" },
      });
      await take(late, token);
      await waitForMail(one.email);
      await api("DELETE", `/workspaces/${place.workspaceId}/members/${await membershipOf(place, one)}`, {
        token: place.admin.token,
      });
      await api("POST", "/auth/codes", { body: { email: late.email }, headers: { "Accept-Language": locale } });
      await keepMail("request", place.admin, t("mail.request.subject", { who: LONG, workspace: "Acme" }));
      await keepMail("approved", one, t("mail.approved.subject", { workspace: "Acme" }));
      await keepMail("denied", other, t("mail.denied.subject", { workspace: "Acme" }));
      await keepMail("invitation", guest, t("mail.invitation.subject", { inviter: "Tomás Okafor", workspace: "Acme" }));
      await keepMail("seats-short", place.admin, t("mail.seats_short.subject", { workspace: "Acme" }));
      await keepMail("removed", one, t("mail.removed.subject", { workspace: "Acme" }));
      await keepMail("code", late, t("mail.code.subject"));
    });

    /** A mail as a mail program shows it, wide and on a phone. */
    async function keepMail(what: string, to: Person, subject: string): Promise<void> {
      const mail = await waitForMail(to.email, { matching: (one) => one.subject === subject, withinMs: 20_000 });
      expect(mail.html).toContain(`lang="${locale}"`);
      await page.setContent(mail.html);
      for (const { size, viewport } of SIZES) {
        await page.setViewportSize({ ...viewport, width: Math.min(viewport.width, 720) });
        await keepScreens(page, `mail-${what}-${size}-${locale}`);
      }
    }

    // The rest is looked at in English alone.
    if (locale === "fr") return;

    test("signing in anew, where an admin has ended one's sessions", async () => {
      const place = await house({ seats: 5 });
      const member = await someone();
      await name(member, LONG);
      await invite(place, member.email, "viewer");
      await api("POST", `/invitations/${await inviteToken(member.email)}/accept`, { token: member.token });
      const { admin, workspaceId } = place;
      const share = await publish(admin.token, (await playableVideo(admin.token, workspaceId)).id);
      const sessions = `/workspaces/${workspaceId}/members/${await membershipOf(place, member)}/sessions`;
      await signInBrowser(browser, member);
      await open(`/s/${share.slug}`);
      await page.locator("video").waitFor();
      await api("DELETE", sessions, { token: admin.token });
      await open("/");
      await page.getByRole("button", { name: t("home.anew_long", { workspace: "Acme" }) }).waitFor();
      await keep("home-anew");
      await open(`/s/${share.slug}`);
      await page.getByText(t("sign_in.anew", { workspace: "Acme" })).waitFor();
      await keep("sign-in-anew");
      await page.getByRole("button", { name: t("sign_in.send") }).click();
      await page.getByLabel(t("sign_in.code")).fill(await signInCode(member.email));
      await page.getByRole("button", { name: t("sign_in.continue") }).click();
      await page.locator("video").waitFor();
      expect(new URL(page.url()).pathname).toBe(`/s/${share.slug}`);
    });

    test("an invitation that is someone else's, over, or none", async () => {
      const place = await house();
      const email = newAddress();
      const invited = await invite(place, email);
      const token = await inviteToken(email);
      await signInBrowser(browser, await someone());
      await open(`/invite/${token}`);
      await keep("invitation-mismatch");
      await api("DELETE", `/workspaces/${place.workspaceId}/invitations/${invited.body.results[0].membership.id}`, {
        token: place.admin.token,
      });
      await open(`/invite/${token}`);
      await page.getByRole("heading", { name: t("notice.invitation_gone_title") }).waitFor();
      await keep("invitation-gone");
      await open("/invite/unknown");
      await keep("invitation-unknown");
      await open("/nothing-here");
      await keep("not-found");
    });

    test("an invite link, by someone who signs in first and someone for whom it makes a request", async () => {
      const place = await house({ policy: "request" });
      await api("PATCH", `/workspaces/${place.workspaceId}`, {
        token: place.admin.token,
        body: { name: "Northwind Traders International, Films and Events" },
      });
      const token = await link(place, { role: "developer" });
      await open(`/join/${token}`);
      await keep("join-stranger");
      await signInBrowser(browser, await someone());
      await open(`/join/${token}`);
      await keep("join");
      await page.getByRole("button", { name: t("join.button") }).click();
      await page.getByRole("heading", { name: t("notice.requested_title") }).waitFor();
      await keep("requested");
      await open("/");
      await page.getByText(t("home.you_asked")).waitFor();
      await keep("home-asked");
      await link(place);
      await open(`/join/${token}`);
      await keep("join-gone");
    });

    test("the start page of someone whose company is here, and who is asked whether they may be found", async () => {
      const domain = newDomain();
      for (const called of ["Northwind", "Northwind Traders International, Films and Events"]) {
        const place = await house({ domain, policy: "request" });
        await api("PATCH", `/workspaces/${place.workspaceId}`, { token: place.admin.token, body: { name: called } });
      }
      const person = await someone(domain);
      await name(person, "June Whitfield");
      await signInBrowser(browser, person);
      await open("/");
      await page.getByText(t("home.find_me")).waitFor();
      await keep("home-joinable");
      await page.getByRole("button", { name: t("home.find_me_no"), exact: true }).click();
      await page
        .getByRole("textbox", { name: t("home.message_long", { workspace: "Northwind" }), exact: true })
        .fill(WORD);
      await page.getByRole("button", { name: t("home.ask_long", { workspace: "Northwind" }), exact: true }).click();
      await page.getByText(t("home.you_asked")).waitFor();
    });

    test("turning mails off", async () => {
      const place = await house({ seats: 1 });
      await take(await someone(), await link(place));
      const mail = await waitForMail(place.admin.email, { matching: ({ text }) => text.includes("/unsubscribe/") });
      const path = new URL(/<([^>]+)>/.exec((await headerOf(mail, "List-Unsubscribe")) ?? "")?.[1] ?? "").pathname;
      await open(path);
      await keep("unsubscribe");
      await page.getByRole("button", { name: t("unsubscribe.wanted_button") }).click();
      await page.getByRole("heading", { name: t("unsubscribe.stopped_title") }).waitFor();
      await keep("unsubscribed");
    });
  },
  180_000,
);

/** From now on nobody more comes in. */
async function setSeatsToUsed({ workspaceId, admin }: House): Promise<void> {
  const plan = await api("GET", `/workspaces/${workspaceId}/plan`, { token: admin.token });
  const { occupied, held } = plan.body;
  await api("PUT", `/workspaces/${workspaceId}/plan`, { token: admin.token, body: { seats: occupied + held } });
}

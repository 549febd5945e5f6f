import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Share } from "../../shared/api/shares.ts";
import { LOCALES, type Locale } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { PASSWORD_MIN } from "../../shared/limits.ts";
import { type Actor, newAddress, signUp, type TestWorkspace, workspaceWith } from "../support/actors.ts";
import { clearBrowser, openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { busyCompany, failInvitations, LONG_NAME, tellEverything } from "../support/joining-scenes.ts";
import { keepInLanguages, keepPopupInLanguages } from "../support/keep-in-languages.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { holdWriting } from "../support/kept-in-browser.ts";
import { openRealPopup } from "../support/real-popup.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { untilDelivered } from "../support/undelivered.ts";
import { playableVideo, publish, shareNode } from "../support/videos.ts";

const CLIP = join(import.meta.dirname, "../fixtures/clip.mp4");
const NO_MEDIA = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Not for the screen.") };
const CUES = "WEBVTT\n\n00:00.500 --> 00:01.500\nSpring is here.\n\n00:09 --> 00:10\nNot a time.\n";
const POPUP = { width: 380, height: 600 };

let browser: BrowserContext;
let openPage: (page?: string) => Promise<Page>;

beforeAll(async () => {
  ({ browser, popup: openPage } = await openBrowser());
});
afterEach(() => clearBrowser(browser));
afterAll(() => browser.close());

async function popup(): Promise<Page> {
  const page = await openPage();
  await page.setViewportSize(POPUP);
  return page;
}

async function enter(actor: Actor): Promise<void> {
  await api("PATCH", "/me", { token: actor.accessToken, body: { suggestible: false } });
  await signInExtension(browser, actor);
}

describe.each(LOCALES)("before it is known who one is, looked at, in %s", (locale) => {
  const t = translator(locale);

  // The browser's own language is not ours to set: Debian's Chromium brings English alone.
  beforeEach(async () => {
    const script = await browser.addInitScript(speak, locale);
    return () => script.dispose();
  });

  test("signing in", async () => {
    const page = await popup();
    await page.getByLabel(t("sign_in.email")).fill("june@northwind");
    await page.getByRole("button", { name: t("sign_in.send") }).click();
    await keepScreens(page, `popup-sign-in-bad-address-${locale}`);
    await page.getByLabel(t("sign_in.email")).fill(newAddress());
    await keepScreens(page, `popup-sign-in-${locale}`);
    await page.getByRole("button", { name: t("sign_in.send") }).click();
    await page.getByLabel(t("sign_in.code"), { exact: true }).fill("00000000");
    await page.getByRole("alert").waitFor();
    await keepScreens(page, `popup-wrong-code-${locale}`);
    await page.getByLabel(t("sign_in.code"), { exact: true }).fill("");
    await page.getByRole("button", { name: t("ext.sign_in.again") }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    await keepScreens(page, `popup-code-${locale}`);
  });

  test("loading", async () => {
    await enter(await signUp());
    await browser.route("**/api/v1/me", () => undefined);
    const page = await popup();
    await page.getByText(t("ext.loading")).first().waitFor({ state: "attached" });
    await keepScreens(page, `popup-loading-${locale}`);
  });
});

describe("every state, looked at in both languages", { timeout: 180_000 }, () => {
  const t = translator("en");

  test("a personal workspace, and one that is new", async () => {
    await enter(await signUp());
    const page = await popup();
    await page.getByText(t("ext.personal.title")).waitFor();
    await keepInLanguages(page, "popup-personal-alone");
    await page.getByRole("main").getByLabel(t("ext.workspace.new")).fill("Northwind");
    await page
      .getByRole("main")
      .getByRole("button", { name: t("ext.workspace.create") })
      .click();
    await page.getByText(t("ext.members.alone")).waitFor();
    await keepInLanguages(page, "popup-new-workspace");
    await page.getByRole("button", { name: t("ext.workspace.switch_long") }).click();
    await keepInLanguages(page, "popup-switch");
    await page.getByRole("button", { name: t("home.personal") }).click();
    await page
      .getByRole("main")
      .getByRole("button", { name: t("ext.workspace.switch") })
      .waitFor();
    await keepInLanguages(page, "popup-personal");
  });

  test("people: the list, invitations and their outcomes, seats", async () => {
    const { admin } = await peopledWorkspace();
    await enter(admin);
    const page = await popup();
    await page.getByText(LONG_NAME).waitFor();
    await keepInLanguages(page, "popup-people");
    await page
      .getByLabel(t("ext.invite.addresses"))
      .fill(`${newAddress()}, ${admin.email}, ${newAddress()}, ${newAddress()}`);
    await page.getByRole("button", { name: t("ext.invite.send"), exact: true }).click();
    await page.getByText(t("ext.outcome.no_seat")).first().waitFor();
    await keepInLanguages(page, "popup-outcomes");
    await page.getByLabel(t("ext.invite.addresses")).fill("");
    await page.reload();
    await page.getByText(t("ext.seats.none", { seats: 7 })).waitFor();
    await keepInLanguages(page, "popup-no-seats");
    await page.getByLabel(t("ext.invite.addresses")).fill("june@northwind");
    await page.getByRole("button", { name: t("ext.invite.send"), exact: true }).click();
    await page.getByRole("alert").waitFor();
    await keepInLanguages(page, "popup-bad-address");
    await page.getByRole("button", { name: t("ext.account.title") }).click();
    await keepInLanguages(page, "popup-account");
  });

  test("offline", async () => {
    const { admin } = await workspaceWith({});
    await enter(admin);
    const page = await popup();
    await page.getByText(t("ext.members.alone")).waitFor();
    await browser.setOffline(true);
    await page.reload();
    await page.getByRole("alert").first().waitFor();
    await keepInLanguages(page, "popup-offline");
  });

  test("someone invited, and someone who may only look", async () => {
    const { members, workspaceId, admin } = await workspaceWith({ viewer: 1 });
    const guest = await signUp();
    const body = { invitations: [{ email: guest.email, role: "creator" }] };
    await api("POST", `/workspaces/${workspaceId}/invitations`, { token: admin.accessToken, body });
    await enter(guest);
    const page = await popup();
    await page.getByText(t("ext.invitations.title")).waitFor();
    await keepInLanguages(page, "popup-invited");
    await page.getByRole("button", { name: t("ext.invitations.accept_long", { name: "Acme" }) }).click();
    await page.getByText(t("ext.members.title")).waitFor();
    await keepInLanguages(page, "popup-creator");
    const [viewer] = members.viewer;
    if (!viewer) throw new Error("There is no viewer.");
    await enter(viewer);
    const upload = await openPage("upload.html");
    await upload.getByText(t("ext.upload.forbidden")).waitFor();
    await keepInLanguages(upload, "upload-forbidden");
    const manage = await openPage("manage.html");
    await manage.getByText(t("ext.manage.read_only")).waitFor();
    await keepInLanguages(manage, "manage-viewer");
  });

  test("this tab", async () => {
    const { admin, members, workspaceId } = await peopledWorkspace();
    const share = await sharedVideo(admin, workspaceId);
    await enter(admin);
    const tab = await browser.newPage();
    await tab.goto(share.url);
    await tab.bringToFront();
    const real = await openRealPopup(browser);
    await real.until("document.querySelector('.share') && document.querySelector('.rows')", "the share and the people");
    await keepPopupInLanguages(browser, real, "popup-this-tab");
    const says = (text: string) => `document.body.innerText.includes(${JSON.stringify(text)})`;
    await real.evaluate("document.querySelector('input[value=password]').click()");
    await real.until(says(t("ext.password.waits", { count: PASSWORD_MIN })), "that it waits for a password");
    await keepPopupInLanguages(browser, real, "popup-password-waits");
    await real.evaluate("document.querySelector('form.share-note').requestSubmit()");
    await real.until("document.querySelector('[aria-invalid]')", "that it is too short");
    await keepPopupInLanguages(browser, real, "popup-password-too-short");
    await real.evaluate("document.querySelector('.label-row button').click()");
    await keepPopupInLanguages(browser, real, "popup-password-generated");
    await real.evaluate("document.querySelector('form.share-note').requestSubmit()");
    await real.until(says(t("ext.password.done")), "that it is set");
    await keepPopupInLanguages(browser, real, "popup-password-set");
    await real.evaluate("document.querySelector('input[value=workspace]').click()");
    await real.until(
      `${says(t("ext.visibility.workspace"))} && !document.querySelector('[aria-busy=true]')`,
      "members",
    );
    await keepPopupInLanguages(browser, real, "popup-workspace");
    await real.evaluate("document.querySelector('input[value=password]').click()");
    await real.until(`${says(t("ext.password.there"))} && !document.querySelector('[aria-busy=true]')`, "the lock");
    await keepPopupInLanguages(browser, real, "popup-password-there");
    await real.evaluate("window.fetch = () => Promise.reject(new TypeError('offline'))");
    await real.evaluate("document.querySelector('input[value=restricted]').click()");
    await real.until("document.querySelector('.refused')", "the refusal");
    await keepPopupInLanguages(browser, real, "popup-refused");
    await real.close();
    const [viewer] = members.viewer;
    if (!viewer) throw new Error("There is no viewer.");
    await enter(viewer);
    await tab.bringToFront();
    const readers = await openRealPopup(browser);
    await readers.until(says(t("ext.visibility.read_only")), "that it is not theirs to change");
    await keepPopupInLanguages(browser, readers, "popup-read-only");
    await readers.close();
    const [creator] = members.creator;
    if (!creator) throw new Error("There is no creator.");
    await api("PUT", `/nodes/${share.nodeId}/access`, {
      token: admin.accessToken,
      body: { everyone: "inherit", grants: [{ membershipId: creator.membershipId, level: "edit" }] },
    });
    const further = await shareNode(admin.accessToken, share.nodeId, { visibility: "workspace" });
    await enter(creator);
    await tab.goto(further.url);
    await tab.bringToFront();
    const editors = await openRealPopup(browser);
    await editors.until(says(t("ext.visibility.others_link")), "that the link is another's");
    expect(await editors.evaluate("document.querySelector('.share [type=radio]')")).toBeNull();
    await keepPopupInLanguages(browser, editors, "popup-others-link");
    await editors.close();
    await api("DELETE", `/shares/${share.id}`, { token: admin.accessToken });
    await enter(admin);
    await tab.goto(share.url);
    await tab.bringToFront();
    const over = await openRealPopup(browser);
    await over.until(says(t("ext.visibility.over")), "that it has ended");
    await keepPopupInLanguages(browser, over, "popup-ended");
    await over.evaluate("document.querySelector('.share-note .button').click()");
    await over.until("document.querySelector('input[value=restricted]')?.checked", "it open to members again");
    await over.close();
    await enter(await signUp());
    await tab.bringToFront();
    const theirs = await openRealPopup(browser);
    await theirs.until(says(t("ext.tab.not_yours")), "that it is not theirs");
    await keepPopupInLanguages(browser, theirs, "popup-not-yours");
    await theirs.close();
  });

  test("the question whether colleagues may find one", async () => {
    const person = await signUp();
    await signInExtension(browser, person);
    const page = await popup();
    await page.getByRole("heading", { name: t("home.find_me") }).waitFor();
    await keepInLanguages(page, "popup-find-me");
  });

  test("requests, suggestions, the invite link", async () => {
    const { admin } = await busyCompany();
    await enter(admin);
    const page = await popup();
    await page.getByText(LONG_NAME).first().waitFor();
    await page.getByText("June Whitfield").waitFor();
    await page.getByRole("button", { name: t("ext.link.make") }).waitFor();
    // However many ask to join, those who have joined are shown.
    const joined = page.getByRole("region", { name: t("ext.members.title") }).getByRole("listitem");
    await joined
      .filter({ hasText: t("role.super_admin") })
      .first()
      .waitFor();
    await keepInLanguages(page, "popup-requests");
    await page.route("**/deny", (route) => route.abort());
    await page.getByRole("button", { name: t("home.deny_long", { who: LONG_NAME }) }).click();
    await page.getByRole("alert").waitFor();
    await keepInLanguages(page, "popup-request-refused");
    await page.getByRole("button", { name: t("ext.suggestions.add_long", { who: "June Whitfield" }) }).click();
    await page
      .getByRole("listitem")
      .filter({ hasText: "June Whitfield" })
      .getByText(t("status.invited"))
      .first()
      .waitFor();
    await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: t("ext.link.make") }).click();
    await page.getByText(t("ext.link.made")).first().waitFor();
    await page.locator(".copy-link").scrollIntoViewIfNeeded();
    await keepInLanguages(page, "popup-suggested");
  });

  test("the ways in, on the page of members", async () => {
    const { admin } = await busyCompany();
    await enter(admin);
    const page = await openPage("manage.html#members/requested");
    await page.setViewportSize({ width: 1280, height: 1560 });
    await page.getByText(LONG_NAME).first().waitFor();
    await page.getByText("June Whitfield").waitFor();
    await keepInLanguages(page, "manage-requested");
    await page.getByRole("button", { name: t("ext.link.make") }).click();
    await page.getByLabel(t("ext.link.title"), { exact: true }).getByRole("textbox").waitFor();
    await page.getByLabel(t("ext.list.choose")).setInputFiles(csvFile());
    await page.getByText("team.csv").waitFor();
    await keepInLanguages(page, "manage-ways-in");
    await page.getByRole("button", { name: t("ext.list.invite_other", { count: 4 }) }).click();
    await page.getByText(t("ext.outcome.no_seat")).first().waitFor();
    await page.getByRole("button", { name: t("ext.link.rotate") }).click();
    await keepInLanguages(page, "manage-list-sent");
    await page
      .getByRole("button", { name: t("ext.cancel") })
      .last()
      .click();
    await page.getByRole("button", { name: t("ext.link.off") }).click();
    await page.getByRole("dialog").waitFor();
    await keepInLanguages(page, "manage-link-off");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("ext.cancel") })
      .click();
    await page.setViewportSize({ width: 420, height: 1900 });
    await keepInLanguages(page, "manage-ways-in-narrow");
  });

  test("notifications", async () => {
    const acme = await busyCompany();
    await untilDelivered(acme.workspaceId);
    await tellEverything(acme);
    await untilDelivered(acme.workspaceId);
    await failInvitations(acme);
    await enter(acme.admin);
    const page = await openPage("manage.html#notifications");
    await page.setViewportSize({ width: 1280, height: 1300 });
    await page.getByText(t("ext.failed.title")).waitFor();
    await page.getByText(t("ext.note.removed", { workspace: "Northwind" })).waitFor();
    await keepInLanguages(page, "notifications");
    await page.setViewportSize({ width: 420, height: 1500 });
    await keepInLanguages(page, "notifications-narrow");
    await browser.setOffline(true);
    await page.getByRole("button", { name: t("ext.notifications.mark_all") }).click();
    await page.getByRole("alert").waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
    await keepInLanguages(page, "notifications-offline");
    await browser.setOffline(false);
    await enter(await signUp());
    const empty = await openPage("manage.html#notifications");
    await empty.getByText(t("ext.notifications.none")).waitFor();
    await keepInLanguages(empty, "notifications-none");
    await browser.route("**/notifications?**", () => undefined);
    await empty.reload();
    await empty.getByText(t("ext.loading")).waitFor({ state: "attached" });
    await keepInLanguages(empty, "notifications-loading");
  });

  test("the page of members", async () => {
    const { admin } = await peopledWorkspace();
    await enter(admin);
    const page = await openPage("manage.html");
    await page.getByText(LONG_NAME).waitFor();
    await keepInLanguages(page, "manage");
    await page
      .getByRole("button", { name: t("ext.act.revoke") })
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
    await keepInLanguages(page, "manage-asks-first");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("ext.act.revoke") })
      .click();
    await page.locator(".toast").waitFor();
    await keepInLanguages(page, "manage-done");
    await page.getByLabel(t("ext.manage.search")).fill("zzz");
    await page.getByText(t("ext.manage.nobody")).waitFor();
    await keepInLanguages(page, "manage-nobody");
    await page.getByRole("button", { name: t("ext.manage.clear") }).click();
    await page.setViewportSize({ width: 480, height: 1100 });
    await page.reload();
    await page.getByText(LONG_NAME).waitFor();
    await keepInLanguages(page, "manage-narrow");
  });

  test("the page that uploads", async () => {
    const { admin } = await workspaceWith({});
    await enter(admin);
    const page = await openPage("upload.html");
    await page.getByLabel(t("ext.upload.project_name")).waitFor();
    await keepInLanguages(page, "upload");
    await page.getByLabel(t("ext.upload.file")).setInputFiles(NO_MEDIA);
    await page.getByRole("alert").waitFor();
    await keepInLanguages(page, "upload-no-media");
    await page.getByLabel(t("ext.upload.file")).setInputFiles(CLIP);
    await page.getByLabel(t("ext.upload.project_name")).fill("Spring");
    await expect
      .poll(() => page.getByRole("button", { name: t("ext.upload.start"), exact: true }).isEnabled())
      .toBe(true);
    await keepInLanguages(page, "upload-ready");
    await page.evaluate(holdWriting);
    await page.getByRole("button", { name: t("ext.upload.start"), exact: true }).click();
    await page.locator("[aria-valuenow='92']").waitFor();
    await keepInLanguages(page, "upload-preparing");
    await page.route("**/uploads/**", (route) => (route.request().method() === "PATCH" ? undefined : route.continue()));
    await page.evaluate("letWrite()");
    await page.getByText(t("ext.upload.preparing")).waitFor({ state: "detached" });
    await keepInLanguages(page, "upload-under-way");
    await page.getByRole("button", { name: t("ext.upload.pause") }).click();
    await keepInLanguages(page, "upload-paused");
    const again = await openPage("upload.html");
    await again.getByRole("heading", { name: t("ext.upload.elsewhere") }).waitFor();
    await keepInLanguages(again, "upload-elsewhere");
    await page.close();
    await again.getByText(t("ext.upload.unfinished_kept", { file: "clip.mp4" })).waitFor();
    await keepInLanguages(again, "upload-unfinished");
    await again.getByRole("button", { name: t("ext.upload.resume") }).click();
    await again.getByText(t("ext.upload.uploaded")).waitFor();
    await keepInLanguages(again, "upload-done");
    await again.getByLabel(t("ext.captions.file")).setInputFiles(NO_MEDIA);
    await again.getByText(t("captions.not_captions")).waitFor();
    await again.getByLabel(t("ext.captions.file")).setInputFiles(captionsFile("clip.fr.vtt", CUES));
    await keepInLanguages(again, "upload-captions-chosen");
    await again.getByRole("button", { name: t("ext.captions.add"), exact: true }).click();
    await again.locator(".captions-added").waitFor();
    await again.getByLabel(t("ext.captions.file")).setInputFiles(captionsFile("clip.vtt", "no captions"));
    await again.getByRole("button", { name: t("ext.captions.add"), exact: true }).click();
    await again.getByRole("alert").waitFor();
    await again.getByText(t("visibility.password"), { exact: true }).click();
    await keepInLanguages(again, "upload-publish-password");
    await again.getByRole("button", { name: t("ext.password.generate") }).click();
    await again.getByRole("button", { name: t("ext.upload.publish_one") }).click();
    await again.getByLabel(t("ext.upload.link")).waitFor();
    await keepInLanguages(again, "upload-published");
    await again.getByRole("button", { name: t("ext.upload.another") }).click();
    await again.route("**/poster?*", (route) => route.abort());
    await again.getByLabel(t("ext.upload.file")).setInputFiles(CLIP);
    await again.getByRole("button", { name: t("ext.upload.start"), exact: true }).click();
    await again.getByText(t("ext.poster.failed")).waitFor();
    await again.setViewportSize({ width: 420, height: 800 });
    await keepInLanguages(again, "upload-no-poster-narrow");
  });
});

function speak(locale: Locale): void {
  const { chrome } = globalThis as unknown as { chrome?: { i18n?: { getUILanguage(): string } } };
  if (chrome?.i18n) chrome.i18n.getUILanguage = () => locale;
}

/** A workspace with people in several roles and statuses, long names, and two seats left of seven. */
async function peopledWorkspace(): Promise<TestWorkspace> {
  const workspace = await workspaceWith({ creator: 1, viewer: 1, developer: 1 });
  const token = workspace.admin.accessToken;
  const path = `/workspaces/${workspace.workspaceId}`;
  const rename = (actor: Actor | undefined, name: string) =>
    api("PATCH", "/me", { token: actor?.accessToken ?? "", body: { name } });
  await rename(workspace.admin, "Tomás Okafor");
  await rename(workspace.members.creator[0], LONG_NAME);
  await rename(workspace.members.viewer[0], "June Whitfield");
  await rename(workspace.members.developer[0], "Ravi Shah");
  await api("PUT", `${path}/plan`, { token, body: { seats: 7 } });
  const [suspended] = workspace.members.developer;
  await api("PATCH", `${path}/members/${suspended?.membershipId}`, { token, body: { status: "suspended" } });
  const invitations = [
    { email: `oskar.${newAddress()}`, role: "creator" },
    { email: newAddress(), role: "viewer" },
  ];
  await api("POST", `${path}/invitations`, { token, body: { invitations } });
  return workspace;
}

function csvFile() {
  const people = [1, 2, 3, 4].map(() => `${newAddress()};`);
  const text = [
    "E-mail;Role",
    `${"a-very-long-local-part."}${people.join("\n")}`,
    "no address;",
    "x@y.example;boss",
  ].join("\n");
  return { name: "team.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

function captionsFile(name: string, text: string) {
  return { name, mimeType: "text/vtt", buffer: Buffer.from(text) };
}

async function sharedVideo({ accessToken }: Actor, workspaceId: string): Promise<Share> {
  const video = await playableVideo(accessToken, workspaceId, "Spring launch, final cut with the new ending");
  return publish(accessToken, video.id, "public");
}

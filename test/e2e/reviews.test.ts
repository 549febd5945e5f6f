import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../shared/api/shares.ts";
import type { Locale } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../support/actors.ts";
import { openBrowser, openPrivateBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { keepInLanguages, keepPopupInLanguages } from "../support/keep-in-languages.ts";
import { keepPageScreens } from "../support/keep-screens.ts";
import { openRealPopup } from "../support/real-popup.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { signInBrowser } from "../support/sign-in-page.ts";
import { fixture, playableVideo, publish, uploadBytes } from "../support/videos.ts";

describe("where a review stands, to whoever may edit", () => {
  const t = translator("en");
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;
  let space: TestWorkspace;
  let mina: MemberActor;
  let june: MemberActor;
  let share: Share;
  let nodeId: string;

  beforeAll(async () => {
    [space, { browser, popup: openPage }] = await Promise.all([workspaceWith({ viewer: 2 }), openBrowser()]);
    [mina, june] = space.members.viewer as [MemberActor, MemberActor];
    const token = space.admin.accessToken;
    for (const [who, name] of [
      [space.admin, "Ada King"],
      [mina, "Mina Okafor"],
      [june, "June Whitfield"],
    ] as const)
      await api("PATCH", "/me", { token: who.accessToken, body: { name, suggestible: false } });
    const node = await playableVideo(token, space.workspaceId, "Spring launch");
    nodeId = node.id;
    share = await publish(token, node.id);
    await api("PUT", `/videos/${node.id}/reviewers`, { token, body: { membershipIds: [mina.membershipId] } });
    await api("PUT", `/videos/${node.id}/review`, { token: mina.accessToken, body: { decision: "approved" } });
    await signInExtension(browser, space.admin);
  });
  afterAll(() => browser.close());

  test("on the page they name who else must approve", async () => {
    const reading = await openPrivateBrowser();
    await signInBrowser(reading, { token: space.admin.accessToken });
    const page = await reading.newPage();
    await page.goto(share.url);
    await page.locator("summary", { hasText: t("review.reviewers") }).click();
    const field = page.getByLabel(t("review.reviewers_label"));
    await field.fill(`${mina.email}\nnobody@nowhere.test`);
    await page.locator(".reviewers").getByRole("button").click();
    await page.getByText(t("review.no_viewer", { address: "nobody@nowhere.test" })).waitFor();
    await page.locator("#review").scrollIntoViewIfNeeded();
    await keepPageScreens(page, "review-unknown", "en");
    await field.fill(`${mina.email}\n${june.email}`);
    await page.locator(".reviewers").getByRole("button").click();
    await page.locator("#review li", { hasText: "June Whitfield" }).getByText(t("review.waiting")).waitFor();
    const speak = (locale: Locale) => api("PATCH", "/me", { token: space.admin.accessToken, body: { locale } });
    await speak("fr");
    await page.reload();
    await page.locator("#review").scrollIntoViewIfNeeded();
    await keepPageScreens(page, "review", "fr");
    await speak("en");
    await reading.close();
  });

  test("in the popup over it, and by whom once it is opened", async () => {
    const tab = await browser.newPage();
    await tab.goto(share.url);
    const popup = await openRealPopup(browser);
    await popup.until("document.querySelector('.tab-review')", "the review");
    const said = t("ext.review.approvals", { count: 1, total: 2 });
    await expect.poll(() => popup.evaluate("document.querySelector('.tab-review summary').innerText")).toContain(said);
    await popup.evaluate("document.querySelector('.tab-review summary').click()");
    const people = await popup.evaluate<string>("document.querySelector('.tab-review .reviewers').innerText");
    expect(people.split(/\n+/)).toEqual(["Mina Okafor", t("review.approved"), "June Whitfield", t("review.waiting")]);
    await keepPopupInLanguages(browser, popup, "popup-review");
    await popup.close();
    await tab.close();
  });

  test("in the full page, beside all else that is in review", async () => {
    const page = await openPage("manage.html");
    await page.getByRole("tab", { name: t("ext.reviews.title") }).click();
    const row = page.locator(".review-row");
    await row.getByText(t("ext.review.approvals", { count: 1, total: 2 })).waitFor();
    await expect.poll(() => row.getByRole("link").getAttribute("href")).toBe(`${share.url}#review`);
    await keepInLanguages(page, "manage-reviews");
    await page.setViewportSize({ width: 390, height: 700 });
    await keepInLanguages(page, "manage-reviews-narrow");
    await page.close();
  });

  test("versions are looked at side by side and gone back to", async () => {
    const node = await playableVideo(space.admin.accessToken, space.workspaceId, "Autumn, two cuts");
    const cuts = await publish(space.admin.accessToken, node.id);
    await uploadBytes(space.admin.accessToken, node.id, await fixture("clip.webm"));
    const reading = await openPrivateBrowser();
    await signInBrowser(reading, { token: space.admin.accessToken });
    const page = await reading.newPage();
    await page.goto(cuts.url);
    await page.locator(".versions > summary").click();
    await page.getByRole("link", { name: `${t("versions.compare")}: ${t("versions.number", { version: 1 })}` }).click();
    await expect.poll(() => page.locator(".compared video").count()).toBe(2);
    await page.evaluate("document.querySelector('#versions').scrollIntoView()");
    await keepPageScreens(page, "versions", "en");
    await page
      .getByRole("button", { name: `${t("versions.restore")}: ${t("versions.number", { version: 1 })}` })
      .click();
    const now = page.locator(".versions li", { hasText: t("versions.number", { version: 1 }) });
    await now.getByText(t("versions.current")).waitFor({ state: "attached" });
    await reading.close();
  });

  test("a link is set to stay with a version, and tells so to whoever may edit alone", async () => {
    const { accessToken: token } = space.admin;
    const node = await playableVideo(token, space.workspaceId, "Winter, two cuts");
    const cuts = await publish(token, node.id, "public");
    await uploadBytes(token, node.id, await fixture("clip.webm"));
    const reading = await openPrivateBrowser();
    await signInBrowser(reading, { token });
    const page = await reading.newPage();
    await page.goto(cuts.url);
    await page.locator("#sharing > summary").click();
    const shows = page.getByLabel(t("sharing.shows"));
    await shows.selectOption("1");
    await shows.scrollIntoViewIfNeeded();
    await keepPageScreens(page, "pinned-chosen", "en");
    await page.getByRole("button", { name: t("sharing.save"), exact: true }).click();
    await page.getByText(t("sharing.saved_settings")).waitFor();
    const note = page.locator(".pinned");
    await note.getByText(t("versions.pinned_beside", { version: 2 })).waitFor();
    await page.locator(".versions > summary").click();
    const [shown, played] = [1, 2].map((version) =>
      page.locator(".versions li", { hasText: t("versions.number", { version }) }),
    );
    await shown?.getByText(t("versions.shown")).waitFor();
    await played?.getByText(t("versions.current")).waitFor();
    await note.scrollIntoViewIfNeeded();
    await keepPageScreens(page, "pinned", "en");
    await page.getByRole("link", { name: `${t("versions.compare")}: ${t("versions.number", { version: 2 })}` }).click();
    await expect.poll(() => page.locator(".compared video").count()).toBe(2);
    await page.evaluate("document.querySelector('#versions').scrollIntoView()");
    await keepPageScreens(page, "pinned-compared", "en");
    const watching = await openPrivateBrowser();
    const theirs = await watching.newPage();
    await theirs.goto(cuts.url);
    await theirs.locator("h1").waitFor();
    expect(await theirs.locator(".pinned, #sharing, #versions").count()).toBe(0);
    await keepPageScreens(theirs, "pinned-to-viewers", "en");
    await Promise.all([reading.close(), watching.close()]);
  });

  test("there a decision shows as it is made, long before the panel looks again by itself", async () => {
    const page = await openPage("manage.html");
    await page.getByRole("tab", { name: t("ext.reviews.title") }).click();
    const row = page.locator(".review-row");
    await row.getByText(t("ext.review.approvals", { count: 1, total: 2 })).waitFor();
    const body = { decision: "approved" };
    await api("PUT", `/videos/${nodeId}/review`, { token: june.accessToken, body });
    await row.getByText(t("ext.review.approvals", { count: 2, total: 2 })).waitFor({ timeout: 10_000 });
    await page.close();
  });
});

import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ShareRules } from "../../shared/api/shares.ts";
import { LOCALES } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { newNetwork, workspaceWith } from "../support/actors.ts";
import { openPrivateBrowser } from "../support/browser.ts";
import { api, request } from "../support/client.ts";
import { sql } from "../support/database.ts";
import { keepPageScreens, keepScreens } from "../support/keep-screens.ts";
import { signInBrowser } from "../support/sign-in-page.ts";
import { tryPassword } from "../support/unlocking.ts";
import { fixture, newProject, newVideo, shareNode, uploadBytes } from "../support/videos.ts";

const TITLE = "إطلاق مجموعة الربيع";
const CUES = [
  "أهلاً بكم في إطلاق مجموعة الربيع.",
  "صوّرنا الفيلم في ثلاث مدن، مع June Whitfield وفريقها.",
  "والآن إلى البداية.",
];
const vtt = (texts: string[]) =>
  `WEBVTT\n\n${texts.map((text, n) => `00:00:${n}0.000 --> 00:00:${n}9.000\n${text}\n`).join("\n")}`;

let token: string;
let workspaceId: string;
let nodeId: string;

beforeAll(async () => {
  const { admin, ...place } = await workspaceWith({});
  token = admin.accessToken;
  workspaceId = place.workspaceId;
  nodeId = (await newVideo(token, await newProject(token, workspaceId), TITLE)).id;
  expect((await uploadBytes(token, nodeId, await fixture("long.mp4"))).status).toBe(204);
  const headers = { "Content-Type": "text/vtt" };
  await api("PUT", `/videos/${nodeId}/captions/ar`, { token, headers, rawBody: vtt(CUES) });
  const rawBody = vtt(["البداية", "ثلاث مدن", "الختام"]);
  await api("PUT", `/videos/${nodeId}/captions/ar?kind=chapters`, { token, headers, rawBody });
});

const shared = (rules: Partial<ShareRules>) => shareNode(token, nodeId, rules);

/** A link as the workspace's policy leaves it, which is the same again afterwards. */
async function underPolicy(publicAllowed: boolean): Promise<void> {
  const { body } = await api("GET", `/workspaces/${workspaceId}`, { token });
  const sharePolicy = { ...body.sharePolicy, publicAllowed };
  expect((await api("PATCH", `/workspaces/${workspaceId}`, { token, body: { sharePolicy } })).status).toBe(200);
}

describe.each(LOCALES)(
  "a share that does not open, looked at, in %s",
  (locale) => {
    const t = translator(locale);
    let browser: BrowserContext;
    let page: Page;

    beforeEach(async () => {
      browser = await openPrivateBrowser(locale);
      page = await browser.newPage();
    });
    afterEach(() => browser.close());

    async function keep(name: string, heading: string): Promise<void> {
      await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
      await keepPageScreens(page, `share-${name}`, locale);
    }

    test("by a password: the form, a wrong one, too many", async () => {
      const { slug, url } = await shared({ visibility: "password", password: "tulips in may" });
      const network = newNetwork();
      await page.setExtraHTTPHeaders({ "CF-Connecting-IP": network });
      await page.goto(url);
      await keep("password", t("share.locked_title"));
      await page.getByLabel(t("share.password")).fill("roses in june");
      await page.getByRole("button", { name: t("share.unlock") }).click();
      await page.getByText(t("share.wrong_password")).waitFor();
      await keep("password-wrong", t("share.locked_title"));
      while ((await tryPassword(slug, "no", { network })).status === 401);
      await page.getByLabel(t("share.password")).fill("roses in june");
      await page.getByRole("button", { name: t("share.unlock") }).click();
      await page.getByRole("alert").waitFor();
      await expect.poll(() => page.getByText(t("share.wrong_password")).count()).toBe(0);
      await keep("password-too-many", t("share.locked_title"));
    });

    // The rest is looked at in English alone.
    if (locale === "fr") return;

    test("by its end: ended, expired, seen as often as it may be", async () => {
      const { id, url } = await shared({ visibility: "public" });
      expect((await api("DELETE", `/shares/${id}`, { token })).status).toBe(204);
      await page.goto(url);
      await keep("ended", t("share.gone_title"));
      const expired = await shared({ visibility: "public" });
      await sql("UPDATE shares SET expires_at = ? WHERE id = ?", [Date.now() - 1_000, expired.id]);
      await page.goto(expired.url);
      await keep("expired", t("share.expired_title"));
      const once = await shared({ visibility: "public", maxViews: 1 });
      expect((await request("GET", `/s/${once.slug}`)).status).toBe(200);
      await page.goto(once.url);
      await keep("used-up", t("share.used_up_title"));
    });

    test("by the workspace's policy: to a stranger, and to whoever may edit, with the reason", async () => {
      const { url } = await shared({ visibility: "public" });
      await underPolicy(false);
      await page.goto(url);
      await keep("policy", t("share.policy_title"));
      await signInBrowser(browser, { token });
      await page.goto(url);
      await keep("policy-editor", TITLE);
      await underPolicy(true);
    });
  },
  120_000,
);

describe("a share page whose words run from right to left", () => {
  let browser: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    browser = await openPrivateBrowser();
    page = await browser.newPage();
    await page.goto((await shared({ visibility: "public" })).url);
    await page.locator("[data-tools]:not([hidden])").waitFor();
    const transcript = page.locator(".said-all");
    if ((await transcript.getAttribute("open")) === null) await transcript.locator("summary").click();
    await transcript.getByRole("button", { name: CUES[1] ?? "" }).waitFor();
  });
  afterEach(() => browser.close());

  const startsAt = (text: string) =>
    page
      .locator("main [dir=auto]")
      .filter({ hasText: new RegExp(`^${text}$`) })
      .evaluate((node) => {
        const { direction, textAlign } = getComputedStyle(node);
        const { left, right } = node.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(node);
        const words = range.getBoundingClientRect();
        return { direction, textAlign, isAtRight: right - words.right <= words.left - left };
      });

  test("has its title, its captions and its chapters begin at the right", async () => {
    for (const text of [TITLE, CUES[0] ?? "", "ثلاث مدن"]) {
      expect(await startsAt(text)).toMatchObject({ direction: "rtl", isAtRight: true });
    }
    await keepPageScreens(page, "share-rtl", "en");
  });

  test("fills a very large screen, and is printed as what was said", async () => {
    await page.setViewportSize({ width: 3840, height: 2160 });
    await keepScreens(page, "share-4k");
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.locator("video").isVisible()).toBe(false);
    await expect.poll(() => page.getByText(CUES[2] ?? "").isVisible()).toBe(true);
    await keepScreens(page, "share-print", ["light"]);
  });
});

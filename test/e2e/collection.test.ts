import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ContentNode } from "../../shared/api/nodes.ts";
import type { Share } from "../../shared/api/shares.ts";
import { LOCALES } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { openPrivateBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { type House, house } from "../support/joining.ts";
import { keepPageScreens, SIZES } from "../support/keep-screens.ts";
import { server } from "../support/server.ts";
import { completeVideoIn } from "../support/share-surfaces.ts";
import { signInBrowser } from "../support/sign-in-page.ts";
import { fixture, newFolder, newProject, newVideo, shareNode, uploadBytes } from "../support/videos.ts";

const LONG =
  "Northwind Traders International: how the spring collection was made, with the director’s notes and everything that was left out";
const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

describe.each(LOCALES)(
  "a collection in a browser without script, in %s",
  (locale) => {
    const t = translator(locale);
    let browser: BrowserContext;
    let page: Page;
    let place: House;
    let project: ContentNode;
    let allowScript: (allowed: boolean) => Promise<unknown>;

    beforeEach(async () => {
      browser = await openPrivateBrowser(locale);
      page = await browser.newPage();
      const session = await browser.newCDPSession(page);
      allowScript = (allowed) => session.send("Emulation.setScriptExecutionDisabled", { value: !allowed });
      await allowScript(false);
      place = await house();
      const { token } = place.admin;
      await api("PATCH", "/me", { token, body: { name: "Amélie Lacroix", locale } });
      project = await newProject(token, place.workspaceId, "Spring campaign");
    });
    afterEach(() => browser.close());

    const open = ({ slug }: Share) => page.goto(`${server.url}/s/${slug}`);

    /** What looks at a page is script. */
    async function keep(name: string): Promise<void> {
      await allowScript(true);
      await keepPageScreens(page, `collection-${name}`, locale);
      await allowScript(false);
    }

    test("opened, an item played, on to the next and back", async () => {
      const { token } = place.admin;
      const cuts = await newFolder(token, project, "Cuts");
      const rough = await newFolder(token, cuts, "Rough, and what came before the first of them was shown to anyone");
      for (const title of ["Opening", "Closing", "In between"]) await completeVideoIn(token, project, title);
      for (const title of [LONG, WORD, "Final cut"]) await completeVideoIn(token, cuts, title);
      const plain = await newVideo(token, rough, "Without a poster");
      await uploadBytes(token, plain.id, await fixture("clip.mp4"));
      const share = await shareNode(token, project.id, { allowDownload: true });

      await open(share);
      await page.getByRole("heading", { name: "Cuts", exact: true }).waitFor();
      await expect.poll(() => page.getByRole("listitem").count()).toBe(7);
      await expect.poll(() => page.evaluate(SHOWN_POSTERS)).toBeGreaterThan(0);
      await keep("page");

      await page.setViewportSize(SIZES[0].viewport);
      await page.getByRole("link", { name: LONG }).click();
      await page.getByRole("heading", { name: LONG }).waitFor();
      await keep("item");
      // The browser's own controls: no script takes part.
      await page.locator("video").focus();
      await page.keyboard.press("Space");
      await expect.poll(() => page.evaluate("document.querySelector('video').currentTime")).toBeGreaterThan(0.2);

      await page
        .getByRole("navigation", { name: t("share.beside") })
        .getByRole("link", { name: t("share.next") })
        .click();
      await page.getByRole("heading", { name: "Without a poster" }).waitFor();
      await page.getByRole("link", { name: "Spring campaign" }).click();
      await page.getByRole("heading", { name: "Spring campaign" }).waitFor();
      expect(page.url()).toBe(`${server.url}/s/${share.slug}`);
    });

    test("empty, and locked", async () => {
      const { token } = place.admin;
      await open(await shareNode(token, project.id));
      await page.getByText(t("share.empty")).waitFor();
      await keep("empty");
      const video = await completeVideoIn(token, project, "Opening");
      const share = await shareNode(token, project.id, { visibility: "password", password: "hush hush" });
      await page.goto(`${server.url}/s/${share.slug}?node=${video.id}`);
      await page.getByLabel(t("share.password")).fill("hush hush");
      await page.getByRole("button", { name: t("share.unlock") }).click();
      await page.getByRole("heading", { name: "Opening" }).waitFor();
      expect(page.url()).toContain(`?node=${video.id}`);
    });

    // The rest is looked at in English alone.
    if (locale === "fr") return;

    test("shared otherwise by whoever may edit it: a password, guests, and what is wrong with them", async () => {
      const { token } = place.admin;
      await completeVideoIn(token, project, "Opening");
      const share = await shareNode(token, project.id);
      await signInBrowser(browser, place.admin);
      await open(share);
      await page.getByText(t("sharing.title"), { exact: true }).click();
      expect(await page.locator("#sharing").getByLabel(t("sharing.link"), { exact: true }).inputValue()).toBe(
        share.url,
      );
      await expect.poll(() => page.getByLabel(t("sharing.guests"), { exact: true }).isVisible()).toBe(false);
      await page.getByRole("radio", { name: t("visibility.restricted") }).check();
      await page.getByLabel(t("sharing.guests"), { exact: true }).fill("june@lumen.example\njune");
      await page.getByRole("button", { name: t("sharing.save") }).click();
      await page.getByText(t("sharing.bad_guest", { guest: "june" })).waitFor();
      await keep("sharing-wrong");
      await page.getByLabel(t("sharing.guests"), { exact: true }).fill("june@lumen.example");
      await page.getByRole("radio", { name: t("visibility.password") }).check();
      await page.getByLabel(t("sharing.first_password"), { exact: true }).fill("hush hush");
      await page.getByRole("button", { name: t("sharing.save") }).click();
      await page.getByText(t("sharing.saved_settings")).waitFor();
      await expect.poll(() => page.getByLabel(t("sharing.next_password"), { exact: true }).inputValue()).toBe("");
      await browser.clearCookies();
      await open(share);
      await page.getByLabel(t("share.password")).fill("hush hush");
      await page.getByRole("button", { name: t("share.unlock") }).click();
      await page.getByRole("heading", { name: "Spring campaign" }).waitFor();
      await expect.poll(() => page.getByText(t("sharing.title"), { exact: true }).count()).toBe(0);
    });

    test("by keyboard alone: to an item and back", async () => {
      const { token } = place.admin;
      await completeVideoIn(token, project, "Opening");
      await open(await shareNode(token, project.id));
      for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
      await page.getByRole("heading", { name: "Opening" }).waitFor();
      for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
      await page.getByRole("heading", { name: "Spring campaign" }).waitFor();
    });
  },
  180_000,
);

/** The plain picture of what has no poster is 640 wide. */
const SHOWN_POSTERS = "[...document.images].filter((image) => image.complete && image.naturalWidth % 640 > 0).length";

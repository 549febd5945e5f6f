import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { translator } from "../../shared/i18n/translate.ts";
import { signUp } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { type Company, company } from "../support/company.ts";
import { inBackground } from "../support/extension-worker.ts";
import { openSite } from "../support/foreign-site.ts";
import { ask, invite, link, setSeats, take } from "../support/joining.ts";
import { keepPopupInLanguages } from "../support/keep-in-languages.ts";
import { keepPopupScreens } from "../support/keep-screens.ts";
import { keptKey } from "../support/kept-key.ts";
import { openRealPopup, type RealPopup } from "../support/real-popup.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { playableVideo, publish } from "../support/videos.ts";

const PAGES = join(import.meta.dirname, "../fixtures/pages");

type Place = { browser: BrowserContext; acme: Company };

/** A company with someone of every standing, whose admin is signed in to the extension. */
async function openPlace(): Promise<Place> {
  const [acme, { browser }] = await Promise.all([company("domain"), openBrowser()]);
  const { place, domain, admin } = acme;
  await setSeats(place, 8);
  const [member, asks, found] = await Promise.all(
    ["member", "asks", "on.foyer"].map(async (name) => ({ token: (await signUp(`${name}@${domain}`)).accessToken })),
  );
  if (!member || !asks || !found) throw new Error("nobody was made");
  await take(member, await link(place));
  await ask(asks, acme.workspaceId);
  await invite(place, `invited@${domain}`);
  await api("PATCH", "/me", { token: found.token, body: { suggestible: true, name: "Tove Lind" } });
  await signInExtension(browser, admin);
  return { browser, acme };
}

/** A page of the fixtures on another site, in front. */
async function openFixture({ browser, acme }: Place, name: string, share = ""): Promise<Page> {
  const html = (await readFile(join(PAGES, `${name}.html`), "utf8"))
    .replaceAll("{domain}", acme.domain)
    .replaceAll("{share}", share);
  return openHtml(browser, html);
}

async function openHtml(browser: BrowserContext, html: string): Promise<Page> {
  const site = await openSite(html);
  onTestFinished(async () => void (await site.close()));
  const page = await browser.newPage();
  await page.goto(site.url);
  return page;
}

/** Presses the button of the toolbar over a page, and keeps what the popup says to the server. */
async function openOver({ browser }: Place, page: Page): Promise<RealPopup> {
  const popup = await openRealPopup(browser, page);
  await popup.evaluate(`{
    globalThis.sent = [];
    const send = globalThis.fetch;
    globalThis.fetch = (address, init) => {
      sent.push({ address: String(address), body: init?.body });
      return send(address, init);
    };
  }`);
  await popup.until("document.querySelector('#page-title')", "what is on the page");
  return popup;
}

const INVITE = "document.querySelector('[aria-labelledby=page-title] .invite button')";
const press = (popup: RealPopup) => popup.evaluate("document.querySelector('#page-title + button').click()");
const says = (text: string) =>
  `document.querySelector('[aria-labelledby=page-title]').innerText.includes(${JSON.stringify(text)})`;
/** Address or name, and standing in words, a row each. */
const rows = (popup: RealPopup) =>
  popup.evaluate<string[]>(
    "[...document.querySelectorAll('.found li')].map((row) => row.innerText.split('\\n').filter(Boolean).join(' | '))",
  );
const sentTo = (popup: RealPopup, path: string) =>
  popup.evaluate<{ body?: string }[]>(`sent.filter(({ address }) => address.endsWith(${JSON.stringify(path)}))`);

describe("the people on a page", () => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(() => place.browser.close());

  test("nothing is read or asked before the press, and then the company's addresses alone", async () => {
    const { domain } = place.acme;
    const page = await openFixture(place, "webmail");
    const popup = await openOver(place, page);
    await expect.poll(() => popup.evaluate("document.querySelector('.found')")).toBeNull();
    expect(await sentTo(popup, "/lookup")).toEqual([]);

    await press(popup);
    await popup.until("document.querySelector('.found')", "who is there");
    const [asked, ...others] = await sentTo(popup, "/lookup");
    expect(others).toEqual([]);
    const names = "asks copied+tag framed invited member mère nadia.osei on.foyer shaded".split(" ");
    expect(JSON.parse(asked?.body ?? "").emails.toSorted()).toEqual(
      names.map((name) => `${name}@${domain}`).toSorted(),
    );
    expect(await rows(popup)).toEqual([
      `Tove Lind | on.foyer@${domain} | Already on Foyer`,
      ...(await freshOn(popup)),
      `asks@${domain} | Requested`,
      `invited@${domain} | Invite Sent`,
      `member@${domain} | Active`,
    ]);
    const everythingSent = await popup.evaluate<string>("JSON.stringify(sent)");
    for (const stranger of ["elsewhere.example", `sub.${domain}`, "evil.example", "hidden", "unseen", "head@"]) {
      expect(everythingSent).not.toContain(stranger);
    }
    expect(await page.evaluate("window.overheard")).toEqual([]);
    await popup.close();
  });

  test("what was found is kept nowhere, and the next popup knows nothing of it", async () => {
    const kept = await inBackground<string>(
      place.browser,
      "Promise.all([chrome.storage.local.get(), chrome.storage.session.get()]).then(JSON.stringify)",
    );
    expect(kept).toContain(place.acme.domain);
    expect(kept).not.toMatch(/framed@|shaded@|nadia\.osei@|elsewhere/i);
    const popup = await openOver(place, await openFixture(place, "webmail"));
    await expect.poll(() => popup.evaluate("document.querySelector('.found')")).toBeNull();
    await popup.close();
  });

  test("all who are new are ticked at once, one is left out, and the rest invited in the role chosen", async () => {
    const { domain, workspaceId, admin } = place.acme;
    const popup = await openOver(place, await openFixture(place, "webmail"));
    await press(popup);
    await popup.until("document.querySelector('.pick.all')", "all");
    await expect.poll(() => popup.evaluate(`${INVITE}.disabled`)).toBe(true);
    await popup.evaluate("document.querySelector('.pick.all input').click()");
    await popup.until(says("Invite 6 people"), "how many");
    const tickOf = (email: string) =>
      `[...document.querySelectorAll('.found label')].find((row) => row.innerText.includes('${email}')).querySelector('input')`;
    for (const email of ["mère@", "copied+tag@", "shaded@", "on.foyer@"])
      await popup.evaluate(`${tickOf(email)}.click()`);
    await popup.until(says("Invite 2 people"), "how many are left");
    await popup.evaluate(`{
      const select = document.querySelector('#page-title').closest('section').querySelector('select');
      select.value = "creator";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }`);
    await popup.evaluate(`${INVITE}.click()`);
    await popup.until("document.querySelector('[aria-labelledby=page-title] .outcomes')", "what became of them");
    const found = await rows(popup);
    expect(found.filter((row) => row.endsWith("Invite Sent")).toSorted()).toEqual(
      ["framed", "invited", "nadia.osei"].map((name) => `${name}@${domain} | Invite Sent`),
    );
    expect(found.filter((row) => row.endsWith("New"))).toHaveLength(3);
    const members = await api("GET", `/workspaces/${workspaceId}/members?q=framed@`, { token: admin.accessToken });
    expect(members.body.items.map(({ role, status }: { role: string; status: string }) => [role, status])).toEqual([
      ["creator", "invited"],
    ]);
    await popup.close();
  });

  test("whoever finds no seat stays ticked and is told; the others are invited", async () => {
    const { acme } = place;
    const plan = await api("GET", `/workspaces/${acme.workspaceId}/plan`, { token: acme.admin.accessToken });
    await setSeats(acme.place, plan.body.occupied + plan.body.held + 1);
    const html = `<p>one@${acme.domain} two@${acme.domain}</p>`;
    const popup = await openOver(place, await openHtml(place.browser, html));
    await press(popup);
    await popup.until("document.querySelector('.pick.all')", "both");
    await popup.evaluate("document.querySelector('.pick.all input').click()");
    await popup.evaluate(`${INVITE}.click()`);
    await popup.until(says("No seat free"), "that there was no seat");
    await expect.poll(() => rows(popup)).toEqual([`one@${acme.domain} | Invite Sent`, `two@${acme.domain} | New`]);
    await expect.poll(() => popup.evaluate("document.querySelectorAll('.found input:checked').length")).toBe(1);
    await popup.close();
    await setSeats(acme.place, 30);
  });

  test("two hundred at a time are asked, and no more than a thousand", async () => {
    const { domain } = place.acme;
    const people = Array.from({ length: 1_001 }, (_, at) => `p${at}@${domain}`);
    const popup = await openOver(place, await openHtml(place.browser, people.join(" ")));
    await press(popup);
    await popup.until(says("the first 1,000 addresses"), "that there are more");
    const asked = (await sentTo(popup, "/lookup")).map(({ body }) => JSON.parse(body ?? "").emails.length);
    expect(asked).toEqual([200, 200, 200, 200, 200]);
    await popup.close();
  });

  test("a link to a share opens in the card that controls it", async () => {
    const { admin, workspaceId } = place.acme;
    const video = await playableVideo(admin.accessToken, workspaceId, "The cut");
    const share = await publish(admin.accessToken, video.id, "restricted");
    const popup = await openOver(place, await openFixture(place, "calendar", share.url));
    await press(popup);
    await popup.until("document.querySelector('.found-shares')", "the link");
    await expect.poll(() => popup.evaluate("document.querySelectorAll('.found-shares li').length")).toBe(1);
    await popup.evaluate("document.querySelector('.found-shares button').click()");
    await popup.until("document.querySelector('#tab-title')?.innerText === 'Link on this page'", "its card");
    await popup.evaluate("document.querySelector('input[value=public]').click()");
    await expect
      .poll(
        async () =>
          (await api("GET", `/nodes/${video.id}/shares`, { token: admin.accessToken })).body.items[0].visibility,
      )
      .toBe("public");
    await popup.close();
    expect(await inBackground<object>(place.browser, `chrome.storage.local.get('${keptKey("knownShare")}')`)).toEqual(
      {},
    );
  });

  test("whoever may not invite finds links alone, and nobody is asked about", async () => {
    const { acme, browser } = place;
    const creator = await signUp(`maker@${acme.domain}`);
    await take({ token: creator.accessToken }, await link(acme.place, { role: "creator" }));
    await signInExtension(browser, creator);
    const popup = await openOver(place, await openFixture(place, "webmail"));
    await popup.until(says("Find links"), "that it looks for links");
    await press(popup);
    await popup.until(says("no link that you share"), "that there is none");
    expect(await sentTo(popup, "/lookup")).toEqual([]);
    expect(await sentTo(popup, "/domains")).toEqual([]);
    await popup.close();
  });
});

/** The rows of those who are new, whose order is the page's. */
async function freshOn(popup: RealPopup): Promise<string[]> {
  const fresh = (await rows(popup)).filter((row) => row.endsWith("| New"));
  expect(fresh).toHaveLength(5);
  return fresh;
}

describe("what the popup says of a page, looked at", () => {
  const t = translator("en");
  let place: Place;
  beforeAll(async () => {
    place = await openPlace();
  });
  afterAll(() => place.browser.close());

  const scrolled = (popup: RealPopup) => popup.evaluate("document.querySelector('#page-title').scrollIntoView()");
  const shown = async (popup: RealPopup, name: string) => {
    await scrolled(popup);
    await keepPopupInLanguages(place.browser, popup, `popup-page-${name}`);
  };
  const shownInEnglish = async (popup: RealPopup, name: string) => {
    await scrolled(popup);
    await keepPopupScreens(popup, `popup-page-${name}`);
  };

  test("before, with people of every standing, once invited, and without a network", async () => {
    const popup = await openOver(place, await openFixture(place, "webmail"));
    await shown(popup, "before");
    await press(popup);
    await popup.until("document.querySelector('.pick.all')", "who is there");
    await popup.evaluate("document.querySelector('.found input').click()");
    await shown(popup, "people");
    await popup.evaluate(`${INVITE}.click()`);
    await popup.until("document.querySelector('[aria-labelledby=page-title] .outcomes')", "what became of them");
    await shown(popup, "invited");
    await popup.evaluate("globalThis.fetch = () => Promise.reject(new TypeError('offline'))");
    await press(popup);
    await popup.until(says(t("ext.offline")), "that Foyer is away");
    await shown(popup, "offline");
    await popup.evaluate("globalThis.fetch = () => new Promise(() => {})");
    await press(popup);
    await popup.until("document.querySelector('[aria-labelledby=page-title] .skeletons')", "that it reads");
    await shown(popup, "reading");
    await popup.close();
  });

  test("with nobody there, with nobody new, and with a link", async () => {
    const nobody = await openOver(place, await openFixture(place, "directory"));
    await press(nobody);
    await nobody.until(says(place.acme.domain), "that nobody is there");
    await shownInEnglish(nobody, "nobody");
    await nobody.close();

    const { admin, workspaceId } = place.acme;
    const video = await playableVideo(admin.accessToken, workspaceId, "Spring launch, final cut with the new ending");
    const share = await publish(admin.accessToken, video.id, "public");
    const known = await openOver(place, await openFixture(place, "calendar", share.url));
    await press(known);
    await known.until(says(t("ext.page.nobody_new")), "that nobody is new");
    await shownInEnglish(known, "nobody-new");
    await known.evaluate("document.querySelector('.found-shares button').click()");
    await known.until("document.querySelector('.card.share')", "the card");
    await keepPopupScreens(known, "popup-page-link");
    // What is changed in the card is so in the list, and once more in the card.
    await known.evaluate("document.querySelector('.card.share input[value=restricted]').click()");
    await known.until("document.querySelector('.found-shares .visibility.restricted')", "the change, in the list");
    await known.evaluate("document.querySelector('.found-shares button').click()");
    const chosen = "document.querySelector('.card.share input:checked')?.value";
    expect(await known.evaluate(`new Promise((done) => setTimeout(() => done(${chosen})))`)).toBe("restricted");
    await known.close();
  });

  test("where the browser lets nobody read", async () => {
    const page = await place.browser.newPage();
    await page.goto("chrome://version/");
    const popup = await openOver(place, page);
    await press(popup);
    await popup.until(says(t("ext.page.closed")), "that it is closed");
    await shownInEnglish(popup, "closed");
    await popup.close();
  });
});

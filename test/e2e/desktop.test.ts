import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askFor } from "../support/asking.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { type Company, company } from "../support/company.ts";
import { someone } from "../support/crowd.ts";
import { badgeText, inBackground } from "../support/extension-worker.ts";
import { ask, membershipOf, setSeats, statusOf } from "../support/joining.ts";
import { keptKey } from "../support/kept-key.ts";
import type { Person } from "../support/plant-people.ts";
import { server } from "../support/server.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { untilDelivered } from "../support/undelivered.ts";
import { playableVideo, publish } from "../support/videos.ts";

type Told = { id: string; title: string; message: string; buttons?: { title: string }[] };

/** Keeps what the worker shows; what stands on the desktop is the browser's own to say. */
const KEEP = `(() => {
  globalThis.told = [];
  const create = chrome.notifications.create;
  chrome.notifications.create = (id, options) => (told.push({ id, ...options }), create.call(chrome.notifications, id, options));
})()`;

describe("a request on the desktop", () => {
  let acme: Company;
  let browser: BrowserContext;
  let popup: Page;

  beforeAll(async () => {
    acme = await company("request");
    let open: () => Promise<Page>;
    ({ browser, popup: open } = await openBrowser());
    await ask(await someone(acme.domain), acme.workspaceId);
    // Told of later, it would be new.
    await untilDelivered(acme.workspaceId);
    await inWorker(KEEP);
    await setSeats(acme.place, 30);
    await signInExtension(browser, acme.admin);
    const streaming = browser.waitForEvent("response", (response) => response.url().endsWith("/stream"));
    popup = await open();
    await streaming;
  });
  afterAll(() => browser.close());

  const inWorker = <Value>(expression: string) => inBackground<Value>(browser, expression);
  const told = () => inWorker<Told[]>("told");
  const toldOf = async ({ email }: Person) => (await told()).filter(({ message }) => message.includes(email));
  const standing = () => inWorker<string[]>("chrome.notifications.getAll().then(Object.keys)");
  const look = () => inWorker("chrome.alarms.onAlarm.dispatch({ name: 'requests' })");
  const toldAfterLook = async (person: Person) => {
    await look();
    return toldOf(person);
  };
  const press = (id: string, button: number) =>
    inWorker(`chrome.notifications.onButtonClicked.dispatch(${JSON.stringify(id)}, ${button})`);

  async function asking(): Promise<{ person: Person; id: string }> {
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await expect.poll(() => toldOf(person)).toHaveLength(1);
    const [shown] = await toldOf(person);
    return { person, id: shown?.id ?? "" };
  }

  test("shows at once while a view is open, and says who asks where; what waited before anyone signed in does not", async () => {
    await expect
      .poll(() =>
        inWorker(`chrome.storage.local.get('${keptKey("desktop")}').then((kept) => Object.keys(kept).length)`),
      )
      .toBe(1);
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await expect.poll(() => toldOf(person), { timeout: 2_000 }).toHaveLength(1);
    const [shown, ...others] = await told();
    expect(others).toEqual([]);
    expect(shown).toMatchObject({
      title: "Acme",
      message: `${person.email} asks to join Acme.`,
      buttons: [{ title: "Approve" }, { title: "Deny" }],
    });
    expect(await standing()).toEqual([shown?.id]);
  });

  test("approved by its button, the person is active, and nothing of it is left", async () => {
    const { person, id } = await asking();
    await expect.poll(() => badgeText(browser)).toBe("3");
    await press(id, 0);
    await expect.poll(() => statusOf(acme, person)).toBe("active");
    await expect.poll(standing).not.toContain(id);
    await expect.poll(() => badgeText(browser)).toBe("2");
    await popup.getByRole("listitem").filter({ hasText: person.email }).getByText("Active").waitFor();
  });

  test("denied by its button, the person is not let in", async () => {
    const { person, id } = await asking();
    await press(id, 1);
    await expect.poll(() => statusOf(acme, person)).toBeUndefined();
    await expect.poll(standing).not.toContain(id);
  });

  test("decided elsewhere, it goes, and it never comes again", async () => {
    const { person, id } = await asking();
    const path = `/workspaces/${acme.workspaceId}/join-requests/${await membershipOf(acme, person)}/approve`;
    await api("POST", path, { token: acme.second.accessToken, body: {} });
    await expect.poll(standing).not.toContain(id);
    await look();
    await look();
    expect(await toldOf(person)).toHaveLength(1);
  });

  test("what did not work is said in its place: decided by another admin a moment ago, and without a seat", async () => {
    const { person, id } = await asking();
    await browser.route("**/notifications?**", (route) => route.abort());
    const path = `/workspaces/${acme.workspaceId}/join-requests/${await membershipOf(acme, person)}/deny`;
    await api("POST", path, { token: acme.second.accessToken });
    await press(id, 0);
    await expect
      .poll(async () => (await told()).at(-1))
      .toMatchObject({
        id,
        title: "Your answer did not count",
        message: "Another admin has already denied this request.",
      });
    await browser.unroute("**/notifications?**");

    const next = await asking();
    const { admin, workspaceId } = acme;
    const plan = (await api("GET", `/workspaces/${workspaceId}/plan`, { token: admin.accessToken })).body;
    await setSeats(acme.place, plan.occupied + plan.held);
    await press(next.id, 0);
    await expect
      .poll(async () => (await told()).at(-1))
      .toMatchObject({ id: next.id, title: "Your answer did not count" });
    expect((await told()).at(-1)?.message).toContain("seat");
    expect(await statusOf(acme, next.person)).toBe("requested");
    await setSeats(acme.place, 30);
  });

  test("for access to a video it is granted to watch, and declined", async () => {
    const { admin, workspaceId } = acme;
    const video = await playableVideo(admin.accessToken, workspaceId, "The cut");
    const share = await publish(admin.accessToken, video.id, "restricted");
    const requests = async () =>
      (await api("GET", `/nodes/${video.id}/access-requests`, { token: admin.accessToken })).body.items;
    for (const [button, left] of [
      [0, 200],
      [1, 403],
    ] as const) {
      const person = await someone("elsewhere.example");
      await askFor(share, person);
      await expect.poll(() => toldOf(person)).toHaveLength(1);
      const [shown] = await toldOf(person);
      expect(shown).toMatchObject({ title: "Acme", buttons: [{ title: "Grant" }, { title: "Decline" }] });
      await press(shown?.id ?? "", button);
      await expect.poll(requests).toEqual([]);
      const page = await fetch(share.url, { headers: { Authorization: `Bearer ${person.token}` }, redirect: "manual" });
      expect(page.status).toBe(left);
    }
  });

  test("with no view open the look of each minute tells of it; a click opens the list", async () => {
    await popup.close();
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await expect.poll(() => toldAfterLook(person)).toHaveLength(1);
    const [shown] = await toldOf(person);
    const opened = browser.waitForEvent("page");
    await inWorker(`chrome.notifications.onClicked.dispatch(${JSON.stringify(shown?.id)})`);
    const manage = await opened;
    await manage.getByRole("row").filter({ hasText: person.email }).getByText("Requested").waitFor();
    expect(await standing()).not.toContain(shown?.id);
    await manage.close();
  });

  test("more than three at once are told of by their number, and a click opens what tells of each", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => someone(acme.domain)));
    for (const person of people) await ask(person, acme.workspaceId);
    await untilDelivered(acme.workspaceId);
    await look();
    await expect.poll(async () => (await told()).at(-1)).toMatchObject({ message: "4 people wait for an answer." });
    expect(await Promise.all(people.map(toldOf))).toEqual([[], [], [], []]);
    const opened = browser.waitForEvent("page");
    await inWorker(`chrome.notifications.onClicked.dispatch('${server.url} several')`);
    const manage = await opened;
    await manage.getByRole("tab", { name: /Notifications/, selected: true }).waitFor();
    await manage.close();
  });

  test("signed out, nothing of it stays", async () => {
    const person = await someone(acme.domain);
    await ask(person, acme.workspaceId);
    await expect.poll(() => toldAfterLook(person)).toHaveLength(1);
    expect(await standing()).not.toEqual([]);
    await inWorker("chrome.storage.local.clear()");
    await expect.poll(standing).toEqual([]);
    await look();
    expect(await inWorker("chrome.storage.local.get()")).toEqual({});
  });
});

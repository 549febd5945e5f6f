import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { RATE_LIMITS } from "../../../shared/limits.ts";
import { type MemberActor, newNetwork } from "../../support/actors.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api } from "../../support/client.ts";
import { actOn, sayOn, visitor } from "../../support/commenting.ts";
import { type EventStream, openEvents } from "../../support/event-stream.ts";
import { server } from "../../support/server.ts";

let place: Campaign;
let ravi: MemberActor;
const streams: EventStream[] = [];

beforeAll(async () => {
  place = await campaign({ project: "Spring", video: "Launch" }, { viewer: 1 });
  [ravi] = place.space.members.viewer as [MemberActor];
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});

const ANNA = { body: "Lovely", name: "Anna" };

async function listen({ slug }: Share, token?: string): Promise<EventStream> {
  const stream = await openEvents(`/s/${slug}/live`, token);
  streams.push(stream);
  expect(stream.status).toBe(200);
  return stream;
}

const words = (stream: EventStream) => stream.events.map(({ event, data }) => [event, data]);

test("everyone who looks hears that something was said, on whichever share, and nothing of what", async () => {
  const [share, other] = [await place.share(), await place.share({ visibility: "restricted" })];
  const [stranger, member] = [await listen(share), await listen(other, ravi.accessToken)];
  const { body } = await sayOn(share, visitor(), ANNA);
  for (const stream of [stranger, member]) await expect.poll(() => words(stream)).toEqual([["comments", {}]]);
  await actOn(share, { token: place.token }, body, { act: "delete" });
  for (const stream of [stranger, member]) await expect.poll(() => words(stream).length).toBe(2);
});

test("a flood is told once in a while", async () => {
  const share = await place.share();
  const stream = await listen(share);
  for (let n = 0; n < 10; n += 1) await sayOn(share, visitor(), ANNA);
  await expect.poll(() => words(stream).length).toBeGreaterThan(0);
  expect(words(stream).length).toBeLessThan(6);
});

describe("ends within five seconds", () => {
  const patch = (body: object) => (share: Share) => api("PATCH", `/shares/${share.id}`, { token: place.token, body });

  test.each([
    ["comments are turned off", patch({ allowComments: false })],
    ["the share is restricted", patch({ visibility: "restricted" })],
    ["the share ends", ({ id }: Share) => api("DELETE", `/shares/${id}`, { token: place.token })],
  ])("of when %s", async (_, close) => {
    const share = await place.share();
    const stream = await listen(share);
    expect((await close(share)).status).toBeLessThan(300);
    const closedAt = Date.now();
    await stream.ended;
    expect(Date.now() - closedAt).toBeLessThan(5_000);
    expect((await openEvents(`/s/${share.slug}/live`)).status).toBeGreaterThanOrEqual(400);
  });
});

test("is opened only so often from one network on one share", async () => {
  const share = await place.share();
  const headers = { "CF-Connecting-IP": newNetwork() };
  const open = async ({ slug }: Share, from = headers) => {
    const abort = new AbortController();
    const { status } = await fetch(`${server.url}/s/${slug}/live`, { headers: from, signal: abort.signal });
    abort.abort();
    return status;
  };
  const { limit } = RATE_LIMITS.streamsPerNetworkAndShare;
  for (let n = 0; n < limit; n += 1) expect(await open(share)).toBe(200);
  expect(await open(share)).toBe(429);
  expect(await open(share, { "CF-Connecting-IP": newNetwork() })).toBe(200);
  expect(await open(await place.share())).toBe(200);
});

import { type Client, createClient } from "@libsql/client/web";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { ContentNode } from "../../shared/api/nodes.ts";
import type { Share } from "../../shared/api/shares.ts";
import { newAddress, type TestWorkspace, workspaceWith } from "../support/actors.ts";
import { api, request } from "../support/client.ts";
import { keepLooking, type Look, type Looking, type Onlooker } from "../support/keep-looking.ts";
import { signInCode } from "../support/mailbox.ts";
import { type OwnFoyer, startOwnFoyer } from "../support/own-foyer.ts";
import { LARGE, playShare } from "../support/play-share.ts";
import { type Replica, type ReplicatedDatabase, startReplicatedDatabase } from "../support/replicated-database.ts";
import { server } from "../support/server.ts";
import { completeVideo, SURFACES } from "../support/share-surfaces.ts";
import { newProject, newVideo, publish, uploadBytes } from "../support/videos.ts";
import { largeClip } from "../worker/uploads/large-clip.ts";

const CLOSED_WITHIN_MS = 1_000;
const CUT_WITHIN_MS = 5_000;
/** On a busy machine; a database that hangs would be waited for four times as long. */
const ANSWERED_WITHIN_MS = 3_000;
/** A rest has its time, and a busy machine too. */
const SOON = { timeout: 30_000, interval: 100 };

let database: ReplicatedDatabase;
let primary: Client;
let europe: Replica;
let asia: Replica;
let foyer: OwnFoyer;
let space: TestWorkspace;
let video: ContentNode;
let share: Share;
let largeShare: Share;
let onlookers: Onlooker[];
let looking: Looking;

beforeAll(async () => {
  database = await startReplicatedDatabase(2);
  [europe, asia] = database.replicas as [Replica, Replica];
  primary = createClient({ url: database.primary.url });
  foyer = await startOwnFoyer({
    LIBSQL_URL: database.primary.url,
    LIBSQL_REPLICAS: JSON.stringify({ EU: europe.url, AS: asia.url }),
  });
  space = await workspaceWith({ viewer: 3 });
  const token = space.admin.accessToken;
  video = await completeVideo(token, space.workspaceId, "Launch");
  share = await publish(token, video.id, "workspace");
  await api("PATCH", `/shares/${share.id}`, { token, body: { allowDownload: true } });
  const large = await newVideo(token, await newProject(token, space.workspaceId));
  await uploadBytes(token, large.id, await largeClip(LARGE));
  largeShare = await publish(token, large.id, "workspace");
  // Each with a session of their own: what was read for one serves no other.
  onlookers = ["EU", "AS", "NA"].map((continent, nth) => ({
    name: continent,
    slug: share.slug,
    surfaces: ["", ...Object.values(SURFACES)],
    call: { token: tokenOf(nth), headers: { "CF-IPContinent": continent } },
  }));
});

beforeEach(async () => {
  await primary.execute("UPDATE shares SET ended_at = NULL");
  looking = keepLooking(onlookers);
  await untilReadFrom("replica:EU", "replica:AS");
});

afterEach(async () => {
  europe.resume();
  for (const { line } of [europe, asia]) line.goOn();
  await looking.end();
});

afterAll(async () => {
  await foyer?.stop();
  await database?.stop();
});

test("each continent reads from the replica that is named for it, the others from the primary", async () => {
  await looking.end();
  foyer.newLines();
  looking = keepLooking(onlookers.slice(2));
  await expect.poll(() => looking.looks.length).toBeGreaterThan(50);
  expect(newReads()).toEqual([]);
});

test("a share closes within a second everywhere while one replica is paused; it is used again when it has caught up", async () => {
  europe.pause();
  await untilReadFrom("primary (slow)");
  const closedAt = await closeShare();
  await expectToClose(closedAt);
  expect(newReads()).toEqual(expect.arrayContaining(["primary (resting)", "replica:AS"]));
  europe.resume();
  await untilReadFrom("replica:EU");
  expectClosedSince(closedAt);
});

test("the same while a replica answers and hears nothing from the primary", async () => {
  asia.line.stall();
  const closedAt = await closeShare();
  await expectToClose(closedAt);
  expect(newReads()).toEqual(expect.arrayContaining(["primary (stale)", "replica:EU"]));
  asia.line.goOn();
  await untilReadFrom("replica:AS");
  expectClosedSince(closedAt);
});

test("and a response under way is cut within five seconds", async () => {
  await looking.end();
  const call = { token: tokenOf(2), headers: { "CF-IPContinent": "AS" } };
  const playing = await playShare(largeShare.slug, call);
  asia.line.stall();
  await primary.execute({ sql: "UPDATE shares SET ended_at = 1 WHERE id = ?", args: [largeShare.id] });
  expect(await playing.outcomeAfter(CUT_WITHIN_MS)).toBe("cut");
  asia.line.goOn();
});

test("whoever wrote reads it at once, and so does everybody here, also from a replica that hangs behind", async () => {
  await looking.end();
  europe.line.stall();
  const token = space.admin.accessToken;
  for (const title of ["First cut", "Second cut", "Third cut"]) {
    expect((await api("PATCH", `/nodes/${video.id}`, { token, body: { title } })).status).toBe(200);
    const headers = { "CF-IPContinent": "EU" };
    for (const reader of [token, tokenOf(0)]) {
      const page = await request("GET", `/s/${share.slug}`, { token: reader, headers });
      expect(page.text).toContain(title);
    }
  }
  expect(newReads()).toContain("primary (wrote)");
  europe.line.goOn();
});

test("a browser that wrote carries a word of it to where nobody knows", async () => {
  expect(await cookiesOfSigningIn(server.url)).toEqual(["foyer_session", "foyer_wrote"]);
  expect(await cookiesOfSigningIn("https://elsewhere.example")).toEqual([]);
  const headers = { "CF-IPContinent": "EU", Cookie: "foyer_wrote=1" };
  foyer.newLines();
  expect((await request("GET", `/s/${share.slug}`, { headers })).status).toBe(303);
  expect(newReads()).toContain("primary (wrote)");
});

test("a replica that dies is survived", async () => {
  const before = looking.looks.length;
  await asia.kill();
  await untilReadFrom("primary (away)");
  await expect.poll(() => looking.looks.length).toBeGreaterThan(before + 200);
  const looks = (await looking.end()).slice(before);
  expect(looks.filter(({ isOpen }) => !isOpen)).toEqual([]);
  expect(slowest(looks)).toBeLessThan(ANSWERED_WITHIN_MS);
});

function tokenOf(nth: number): string {
  return space.members.viewer[nth]?.accessToken ?? "";
}

async function cookiesOfSigningIn(origin: string): Promise<(string | undefined)[]> {
  const email = newAddress();
  await api("POST", "/auth/codes", { body: { email } });
  const body = { email, code: await signInCode(email) };
  const { headers } = await api("POST", "/auth/sessions", { body, headers: { Origin: origin } });
  return headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
}

/** From where reads were answered since this was asked last. */
function newReads(): string[] {
  return [...new Set(foyer.newLines().flatMap(({ db }) => db ?? []))];
}

/** Waits until reads were answered from all these places. */
async function untilReadFrom(...places: string[]): Promise<void> {
  const seen = new Set<string>();
  const read = () => {
    for (const place of newReads()) seen.add(place);
    return [...seen];
  };
  await expect.poll(read, SOON).toEqual(expect.arrayContaining(places));
}

/** Ends the share in the database, where no isolate hears of it; answers when that was. */
async function closeShare(): Promise<number> {
  await primary.execute({ sql: "UPDATE shares SET ended_at = 1 WHERE id = ?", args: [share.id] });
  return performance.now();
}

/** Looks on until everyone asked for everything long after. */
async function expectToClose(closedAt: number): Promise<void> {
  await expect.poll(() => (looking.looks.at(-1)?.askedAt ?? 0) - closedAt, SOON).toBeGreaterThan(2 * CLOSED_WITHIN_MS);
  expectClosedSince(closedAt);
  const after = looking.looks.filter(({ askedAt }) => askedAt > closedAt + CLOSED_WITHIN_MS);
  expect(new Set(after.map(({ name, surface }) => `${name}${surface}`)).size).toBe(
    onlookers.length * (1 + Object.keys(SURFACES).length),
  );
}

/** Whoever asked a second later or more was refused, and nobody waited for a database that hangs. */
function expectClosedSince(closedAt: number): void {
  const after = looking.looks.filter(({ askedAt }) => askedAt > closedAt);
  const lastOpen = after.findLast(({ isOpen }) => isOpen)?.askedAt ?? closedAt;
  expect(lastOpen - closedAt).toBeLessThan(CLOSED_WITHIN_MS);
  expect(slowest(after)).toBeLessThan(ANSWERED_WITHIN_MS);
}

function slowest(looks: Look[]): number {
  return Math.max(0, ...looks.map(({ ms }) => ms));
}

import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { UNLOCK_LIFETIME } from "../../../shared/limits.ts";
import { VISIBILITIES, type Visibility } from "../../../shared/policy/share-access.ts";
import type { RequestContext } from "../../../worker/context.ts";
import { type Bindings, settingsOf } from "../../../worker/env.ts";
import { unlockCookie } from "../../../worker/shares/unlock-cookie.ts";
import { signUp, workspaceWith } from "../../support/actors.ts";
import { api, type Call, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { expectDescribed } from "../../support/expect-described.ts";
import { expectFrame } from "../../support/expect-frame.ts";
import { server } from "../../support/server.ts";
import { hasControls } from "../../support/share-controls.ts";
import { makeWhole, placesOf, SUBJECTS, type Subject, shareWhole, type Whole } from "../../support/share-surfaces.ts";
import { tryPassword, unlock } from "../../support/unlocking.ts";
import { playableVideo, publish } from "../../support/videos.ts";

const LOCKED_OUT = ["stranger", "wrong password", "unlocked before the change", "another share's cookie"] as const;
const FORGED = ["tampered cookie", "expired cookie", "cookie of a higher version"] as const;
const UNLOCKED = ["unlocked", "someone else, unlocked"] as const;
const NOT_MEMBERS = ["someone else", "suspended", "removed"] as const;
const MEMBERS = ["member without level", "viewer", "editor", "super admin"] as const;
const ALL = [...LOCKED_OUT, ...FORGED, ...UNLOCKED, ...NOT_MEMBERS, ...MEMBERS];
type Who = (typeof ALL)[number];
/** Those by whom it is tried that frames and descriptions are the same to everyone. */
const SOME: readonly Who[] = ["stranger", "tampered cookie", "unlocked", "removed", "viewer", "super admin"];
/** Those for whom every way to ask is tried: players ask for ranges, and whoever was let in once asks again. */
const IN_EVERY_WAY: readonly Who[] = [
  ...SOME,
  "unlocked before the change",
  "another share's cookie",
  "expired cookie",
  "suspended",
];

let whole: Whole;
let share: Share;
let owner: string;
let callOf: Record<Who, Call>;

async function setTheScene(subject: Subject): Promise<void> {
  const space = await workspaceWith({ creator: 5, viewer: 1 });
  const { workspaceId, admin } = space;
  const [maker, editor, without, suspended, removed] = space.members.creator;
  const [viewer] = space.members.viewer;
  owner = maker?.accessToken ?? "";
  whole = await makeWhole(subject, owner, workspaceId, "Secret title");
  await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [whole.nodeId]);
  for (const [member, level] of [
    [editor, "edit"],
    [viewer, "view"],
    [suspended, "edit"],
    [removed, "edit"],
  ] as const) {
    const values = [whole.nodeId, member?.membershipId ?? "", level];
    await sql("INSERT INTO grants (node_id, membership_id, level) VALUES (?, ?, ?)", values);
  }
  const members = `/workspaces/${workspaceId}/members`;
  const token = admin.accessToken;
  await api("PATCH", `${members}/${suspended?.membershipId}`, { token, body: { status: "suspended" } });
  await api("DELETE", `${members}/${removed?.membershipId}`, { token });

  share = await shareWhole(owner, whole, "password", "the first one");
  const before = await unlock(share.slug, "the first one");
  await api("PATCH", `/shares/${share.id}`, { token: owner, body: { password: "the second one" } });
  const now = await unlock(share.slug, "the second one");
  expect((await tryPassword(share.slug, "the first one")).status).toBe(401);

  const other = await publish(owner, (await playableVideo(owner, workspaceId)).id, "password", "the second one");
  const others = await unlock(other.slug, "the second one");
  const made = async (at: number, passwordVersion: number) => {
    const settings = settingsOf({ PUBLIC_URL: server.url, AUTH_SECRET: server.authSecret } as Bindings);
    const ctx = { settings, now: at } as RequestContext;
    const cookie = await unlockCookie(ctx, share.slug, { shareId: share.id, passwordVersion });
    return { headers: { Cookie: cookie.split(";")[0] ?? "" } };
  };
  // The control of what is forged: made the same way, good.
  expect((await open((await made(Date.now(), 2)) as Call)).text).toContain("Secret title");

  const elsewhere = (await signUp()).accessToken;
  callOf = {
    stranger: {},
    "wrong password": {},
    "unlocked before the change": { headers: { Cookie: before } },
    "another share's cookie": { headers: { Cookie: others } },
    "tampered cookie": { headers: { Cookie: now.replace(/.$/, (last) => (last === "A" ? "B" : "A")) } },
    "expired cookie": await made(Date.now() - UNLOCK_LIFETIME, 2),
    "cookie of a higher version": { headers: { Cookie: before.replace(".1.", ".2.") } },
    unlocked: { headers: { Cookie: now } },
    "someone else, unlocked": { token: elsewhere, headers: { Cookie: now } },
    "someone else": { token: elsewhere },
    suspended: { token: suspended?.accessToken ?? "" },
    removed: { token: removed?.accessToken ?? "" },
    "member without level": { token: without?.accessToken ?? "" },
    viewer: { token: viewer?.accessToken ?? "" },
    editor: { token: editor?.accessToken ?? "" },
    "super admin": { token },
  };
}

const open = (call: Call, surface = "", method = "GET") => request(method, `/s/${share.slug}${surface}`, call);

type Expected = { page: number; others: number; code?: string };
const IN: Expected = { page: 200, others: 200 };
const SIGN_IN: Expected = { page: 303, others: 401, code: "unauthenticated" };
const FORBIDDEN: Expected = { page: 403, others: 403, code: "forbidden" };
const LOCKED: Expected = { page: 200, others: 401, code: "share_locked" };

const isOneOf = (who: Who, group: readonly Who[]) => group.includes(who);
const isSignedIn = (who: Who) => callOf[who].token !== undefined;
const maySee = (who: Who) => isOneOf(who, ["viewer", "editor", "super admin"]);

function expected(visibility: Visibility, who: Who): Expected {
  switch (visibility) {
    case "public":
      return IN;
    case "password":
      return maySee(who) || isOneOf(who, UNLOCKED) ? IN : LOCKED;
    case "workspace":
      return isOneOf(who, MEMBERS) ? IN : isSignedIn(who) ? FORBIDDEN : SIGN_IN;
    case "restricted":
      return maySee(who) ? IN : isSignedIn(who) ? FORBIDDEN : SIGN_IN;
  }
}

describe.each(SUBJECTS)("a share of a %s", (subject) => {
  beforeAll(() => setTheScene(subject));

  describe.each(VISIBILITIES)("%s", (visibility) => {
    beforeAll(async () => {
      const { status } = await api("PATCH", `/shares/${share.id}`, { token: owner, body: { visibility } });
      expect(status).toBe(200);
    });

    test.each(ALL)("to %s", async (who) => {
      if (who === "wrong password" && visibility === "password") {
        const wrong = await tryPassword(share.slug, "the third one");
        expect([wrong.status, wrong.headers.get("Set-Cookie")]).toEqual([401, null]);
      }
      const { pages, surfaces } = placesOf(whole);
      for (const place of pages) await expectPage(place, visibility, who);
      for (const surface of surfaces) await expectSurface(surface, expected(visibility, who), who);
    });

    test.each(SOME)("in frames on other sites and in what they are told, to %s as to everyone", async (who) => {
      const { pages, frames, cards } = placesOf(whole);
      for (const frame of [...frames, ...cards]) {
        const plays = visibility === "public" && frames.includes(frame);
        await expectFrame(`/s/${share.slug}${frame}`, callOf[who], { status: 200, plays });
      }
      const described = visibility === "public" ? 200 : 401;
      for (const place of pages) await expectDescribed(`/s/${share.slug}${place}`, callOf[who], described);
    });
  });
});

async function expectPage(place: string, visibility: Visibility, who: Who): Promise<void> {
  const wanted = expected(visibility, who);
  const page = await open(callOf[who], place);
  expect([place, page.status]).toEqual([place, wanted.page]);
  expect(page.text.includes("Secret title")).toBe(wanted === IN);
  expect(page.text.includes('name="password"')).toBe(wanted === LOCKED);
  expect(page.headers.get("Cache-Control")).toBe(
    visibility === "public" && !hasControls(page) ? "private, no-cache" : "private, no-store",
  );
  if (wanted !== IN) expect(page.text).not.toMatch(/Acme|<video|<img|\/media|\/poster/);
}

async function expectSurface(surface: string, wanted: Expected, who: Who): Promise<void> {
  const isTriedWhole = IN_EVERY_WAY.includes(who);
  for (const method of isTriedWhole ? ["GET", "HEAD"] : ["GET"]) {
    const answer = await open(callOf[who], surface, method);
    expect([surface, method, answer.status]).toEqual([surface, method, wanted.others]);
    if (method === "GET" && wanted.code) expect(answer.body.code).toBe(wanted.code);
  }
  if (!isTriedWhole) return;
  const range = { ...callOf[who], headers: { ...callOf[who].headers, Range: "bytes=0-1" } };
  const ranged = /^\/(media|download)/.test(surface) ? 206 : 200;
  expect((await open(range, surface)).status).toBe(wanted === IN ? ranged : wanted.others);
}

import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { newId } from "../../../shared/ids.ts";
import { SCOPES } from "../../../shared/policy/scopes.ts";
import { app } from "../../../worker/app.ts";
import { type Actor, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey, personalWorkspaceOf } from "../../support/api-keys.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { openEvents } from "../../support/event-stream.ts";
import { expectDescribed } from "../../support/expect-described.ts";
import { expectFrame } from "../../support/expect-frame.ts";
import {
  FRAMES,
  inCollection,
  LISTENERS,
  makeWhole,
  placesOf,
  STREAMS,
  SUBJECTS,
  SURFACES,
  type Subject,
  shareWhole,
  WAYS_BACK,
  type Whole,
} from "../../support/share-surfaces.ts";
import { fixture, uploadBytes } from "../../support/videos.ts";
import { tellWatched } from "../../support/watching.ts";

type Who =
  | "stranger"
  | "someone else"
  | "invited"
  | "suspended"
  | "removed"
  | "viewer"
  | "creator"
  | "developer"
  | "super admin"
  | "owner"
  | "signed out"
  | "key"
  | "key elsewhere";
const MEMBERS: Who[] = ["viewer", "creator", "developer", "super admin", "owner"];
/** Whose own looks are no views. */
const EDITORS: Who[] = ["super admin", "owner"];
const OTHERS: Who[] = ["someone else", "invited", "suspended", "removed"];
/** A developer's keys for content: here, and in another workspace of theirs. */
const KEYS: Who[] = ["key", "key elsewhere"];
const ALL: Who[] = ["stranger", "signed out", ...OTHERS, ...MEMBERS, ...KEYS];
/** Those by whom it is tried that frames and descriptions are the same to everyone, and `HEAD` answers as `GET` does. */
const SOME: Who[] = ["stranger", "suspended", "removed", "viewer", "owner", "key", "key elsewhere"];

let space: TestWorkspace;
let owner: string;
let tokens: Record<Who, string | undefined>;
/** A developer's, for anything but content. */
let narrowKey: string;

beforeAll(async () => {
  space = await workspaceWith({ super_admin: 1, developer: 1, creator: 4, viewer: 1 });
  const [maker, creator, suspended, removed] = space.members.creator;
  owner = of(maker);
  const [elsewhere, invited, gone] = await Promise.all([workspaceWith({}), signUp(), signUp()]);
  const { workspaceId, admin } = space;
  const token = admin.accessToken;
  await api("PUT", `/workspaces/${workspaceId}/plan`, { token, body: { seats: 20 } });
  const invitations = [{ email: invited.email, role: "viewer" }];
  await api("POST", `/workspaces/${workspaceId}/invitations`, { token, body: { invitations } });
  await api("PATCH", `/workspaces/${workspaceId}/members/${suspended?.membershipId}`, {
    token,
    body: { status: "suspended" },
  });
  await api("DELETE", `/workspaces/${workspaceId}/members/${removed?.membershipId}`, { token });
  await api("DELETE", "/auth/sessions/current", { token: gone.accessToken });
  const developer = of(space.members.developer[0]);
  const notContent = SCOPES.filter((scope) => scope !== "content:read");
  const [key, elsewhereKey, narrow] = await Promise.all([
    newKey(developer, workspaceId, ["content:read"]),
    newKey(developer, await personalWorkspaceOf(developer), ["content:read"]),
    newKey(developer, workspaceId, notContent),
  ]);
  narrowKey = narrow.key;
  tokens = {
    stranger: undefined,
    "someone else": of(elsewhere.admin),
    invited: of(invited),
    suspended: of(suspended),
    removed: of(removed),
    viewer: of(space.members.viewer[0]),
    creator: of(creator),
    developer: of(space.members.developer[0]),
    "super admin": of(space.members.super_admin[0]),
    owner,
    "signed out": of(gone),
    key: key.key,
    "key elsewhere": elsewhereKey.key,
  };
});

type Expected = { page: number; others: number; code?: string };
const IN: Expected = { page: 200, others: 200 };
const SIGN_IN: Expected = { page: 303, others: 401, code: "unauthenticated" };
const NO_LEVEL: Expected = { page: 403, others: 403, code: "forbidden" };
const UNKNOWN: Expected = { page: 404, others: 404, code: "not_found" };
const GONE: Expected = { page: 410, others: 410, code: "share_gone" };

type Made = { share: Share; whole: Whole };
type State = { name: string; make(subject: Subject): Promise<Made>; expected(who: Who): Expected; only?: Subject };

const STATES: State[] = [
  { name: "public", make: (subject) => published("public", subject), expected: () => IN },
  {
    name: "restricted",
    make: (subject) => published("restricted", subject),
    expected: (who) => {
      if (who === "stranger" || who === "signed out") return SIGN_IN;
      return MEMBERS.includes(who) ? IN : NO_LEVEL;
    },
  },
  {
    name: "public, and pinned to an upload before",
    make: async (subject) => pinnedToFirst(await published("public", subject)),
    expected: () => IN,
    only: "video",
  },
  {
    name: "restricted, and pinned to an upload before",
    make: async (subject) => pinnedToFirst(await published("restricted", subject)),
    expected: (who) => {
      if (who === "stranger" || who === "signed out") return SIGN_IN;
      return MEMBERS.includes(who) ? IN : NO_LEVEL;
    },
    only: "video",
  },
  {
    name: "public, of a node restricted to its owner",
    make: async (subject) => onlyForOwner(await published("public", subject)),
    expected: () => IN,
  },
  {
    name: "restricted, of a node restricted to its owner",
    make: async (subject) => onlyForOwner(await published("restricted", subject)),
    expected: (who) => {
      if (who === "stranger" || who === "signed out") return SIGN_IN;
      return who === "owner" || who === "super admin" ? IN : NO_LEVEL;
    },
  },
  {
    name: "ended",
    make: async (subject) => {
      const made = await published("public", subject);
      await api("DELETE", `/shares/${made.share.id}`, { token: owner });
      return made;
    },
    expected: () => GONE,
  },
  {
    name: "unpublished",
    make: async (subject) => {
      const made = await published("public", subject);
      // Only a video's Share Page can be; any link whose row says so is closed all the same.
      if (subject === "video") await api("POST", `/videos/${made.share.nodeId}/unpublish`, { token: owner });
      else await sql("UPDATE shares SET published_at = NULL WHERE id = ?", [made.share.id]);
      return made;
    },
    expected: () => UNKNOWN,
  },
  {
    name: "in the trash",
    make: async (subject) => {
      const made = await published("public", subject);
      await api("DELETE", `/nodes/${made.share.nodeId}`, { token: owner });
      return made;
    },
    expected: () => UNKNOWN,
  },
  {
    name: "in a project in the trash",
    make: async (subject) => {
      const made = await published("public", subject);
      const { body } = await api<ContentNode>("GET", `/nodes/${made.share.nodeId}`, { token: owner });
      await api("DELETE", `/nodes/${body.parentId}`, { token: owner });
      return made;
    },
    expected: () => UNKNOWN,
  },
  {
    name: "unknown",
    make: async (subject) => {
      const share = { slug: "AAAAAAAAAAAAAAAAAAAAAA" } as Share;
      return { share, whole: { subject, nodeId: newId("node"), videoId: newId("node") } };
    },
    expected: () => UNKNOWN,
  },
];

/** What a key is let in to is what its maker is; beyond its workspace it is a stranger's. */
function expectedOf(who: Who, expected: (who: Who) => Expected): Expected {
  switch (who) {
    case "key":
      return expected("developer");
    case "key elsewhere":
      return expected("stranger");
    default:
      return expected(who);
  }
}

const CASES = SUBJECTS.flatMap((subject) =>
  STATES.filter(({ only = subject }) => only === subject).map((state) => ({ subject, ...state })),
);

describe.each(CASES)("a share of a $subject that is $name", ({ subject, make, expected }) => {
  let made: Made;
  beforeAll(async () => {
    made = await make(subject);
  });

  test.each(ALL)("to %s", async (who) => {
    const { share, whole } = made;
    const { pages, surfaces } = placesOf(whole);
    const call = tokens[who] ? { token: tokens[who] } : {};
    for (const surface of [...pages, ...surfaces]) {
      const isPage = pages.includes(surface);
      for (const method of SOME.includes(who) ? ["GET", "HEAD"] : ["GET"]) {
        const answer = await request(method, `/s/${share.slug}${surface}`, call);
        const wanted = expectedOf(who, expected);
        const status = isPage ? wanted.page : wanted.others;
        expect([surface, method, answer.status]).toEqual([surface, method, status]);
        const signIn = `/sign-in?next=/s/${share.slug}${surface}`;
        if (answer.status === 303) expect(answer.headers.get("Location")).toBe(signIn);
        if (method === "GET" && !isPage && wanted.code) expect(answer.body.code).toBe(wanted.code);
        if (answer.status !== 200) expect(answer.text).not.toContain("Secret title");
        expect(answer.headers.get("Cache-Control")).toMatch(/^(private, )?no-(store|cache)$/);
      }
    }
  });

  test.each(SOME)("in frames on other sites and in what they are told, to %s as to everyone", async (who) => {
    const { share, whole } = made;
    const { pages, frames, cards } = placesOf(whole);
    const call = tokens[who] ? { token: tokens[who] } : {};
    const toAll = expected("stranger");
    for (const frame of [...frames, ...cards]) {
      const status = toAll === SIGN_IN ? 200 : toAll.page;
      await expectFrame(`/s/${share.slug}${frame}`, call, { status, plays: toAll === IN && frames.includes(frame) });
    }
    const described = toAll === IN ? 200 : toAll.others;
    for (const page of pages) await expectDescribed(`/s/${share.slug}${page}`, call, described);
  });

  test("and what goes on telling begins for whom its other surfaces open", async () => {
    const { share, whole } = made;
    for (const who of ALL) {
      const wanted = expectedOf(who, expected);
      for (const stream of Object.values(STREAMS)) {
        const place = whole.subject === "video" ? stream : inCollection(stream, whole.videoId);
        const opened = await openEvents(`/s/${share.slug}${place}`, tokens[who]);
        expect([who, stream, opened.status]).toEqual([who, stream, wanted.others]);
        opened.close();
        const call = tokens[who] ? { token: tokens[who] } : {};
        expect((await request("HEAD", `/s/${share.slug}${place}`, call)).status).toBe(wanted.others);
      }
    }
  });

  test("and takes what its page tells of those whom its other surfaces open to, and counts them", async () => {
    const { share, whole } = made;
    const counted: Who[] = [];
    for (const who of ALL) {
      // No program watches.
      const wanted = KEYS.includes(who) ? 403 : expectedOf(who, expected).others;
      for (const listener of Object.values(LISTENERS)) {
        const query = whole.subject === "video" ? "" : `?node=${whole.videoId}`;
        const { status, text } = await tellWatched(share, { token: tokens[who] }, [[0, 1]], { query, path: listener });
        expect([who, listener, status]).toEqual([who, listener, wanted === 200 ? 204 : wanted]);
        expect(text).not.toContain("Secret title");
      }
      if (wanted === 200 && !EDITORS.includes(who)) counted.push(who);
    }
    const [days] = await sql("SELECT sum(views) AS n FROM view_days WHERE node_id = ?", [whole.videoId]);
    expect(Number(days?.n ?? 0)).toBe(counted.length);
  });

  test("and the addresses of its forms lead to its page, or tell what that tells", async () => {
    const { share } = made;
    for (const who of ["stranger", "viewer", "owner"] as const) {
      const wanted = expectedOf(who, expected);
      for (const surface of Object.values(WAYS_BACK)) {
        const call = tokens[who] ? { token: tokens[who] } : {};
        const { status, headers, text } = await request("GET", `/s/${share.slug}${surface}`, call);
        expect([who, surface, status]).toEqual([who, surface, wanted === IN ? 303 : wanted.page]);
        if (wanted === IN) expect(headers.get("Location")).toBe(`/s/${share.slug}`);
        expect(text).not.toContain("Secret title");
      }
    }
  });

  test("to a key that was not made for content: nothing, wherever it asks", async () => {
    const { share, whole } = made;
    for (const surface of Object.values(placesOf(whole)).flat()) {
      for (const method of ["GET", "HEAD"]) {
        const answer = await request(method, `/s/${share.slug}${surface}`, { token: narrowKey });
        expect([surface, method, answer.status]).toEqual([surface, method, 403]);
        if (method === "GET") expect(answer.body.code).toBe("insufficient_scope");
      }
    }
  });
});

test("every surface the router has stands in the table", () => {
  const shareRoutes = app.routes.filter(({ method, path }) => method === "GET" && path.startsWith("/s/:slug/"));
  expect(shareRoutes.map(({ path }) => path).sort()).toEqual(
    [SURFACES, FRAMES, STREAMS, WAYS_BACK].flatMap((table) => Object.keys(table)).sort(),
  );
  const posted = app.routes.filter(({ method }) => method === "POST").map(({ path }) => path);
  expect(posted).toEqual(expect.arrayContaining(Object.keys(LISTENERS)));
});

test("a session's cookie opens what its member may see, a tampered one nothing", async () => {
  const { share } = await published("restricted");
  const person = space.members.viewer[0] as Actor;
  const cookie = await cookieOf(person.email);
  expect((await request("GET", `/s/${share.slug}`, { headers: { Cookie: cookie } })).status).toBe(200);
  expect((await request("GET", `/s/${share.slug}/media`, { headers: { Cookie: cookie } })).status).toBe(200);
  const tampered = `${cookie.slice(0, -2)}${cookie.endsWith("AA") ? "BB" : "AA"}`;
  expect((await request("GET", `/s/${share.slug}`, { headers: { Cookie: tampered } })).status).toBe(303);
  expect((await request("GET", `/s/${share.slug}/media`, { headers: { Cookie: tampered } })).status).toBe(401);
});

test("slugs with odd bytes are unknown, and nothing else", async () => {
  const { slug } = (await published("public")).share;
  const odd = [slug.slice(1), `${slug}A`, `${slug}%00`, "%ff", "..%2f..", "%22%3E%3Cscript%3E", `${slug}%27--`];
  for (const text of odd) {
    expect([text, (await request("GET", `/s/${text}`)).status]).toEqual([text, 404]);
    expect([text, (await request("GET", `/s/${text}/media`)).status]).toEqual([text, 404]);
  }
  expect((await request("POST", `/s/${slug}`)).status).toBe(404);
});

async function published(visibility: "public" | "restricted", subject: Subject = "video"): Promise<Made> {
  const whole = await makeWhole(subject, owner, space.workspaceId, "Secret title");
  return { whole, share: await shareWhole(owner, whole, visibility) };
}

/** What is played after has nothing but its bytes. */
async function pinnedToFirst(made: Made): Promise<Made> {
  const { id, nodeId } = made.share;
  await api("PATCH", `/shares/${id}`, { token: owner, body: { pinnedVersion: 1 } });
  const uploaded = await uploadBytes(owner, nodeId, await fixture("clip.webm"));
  const removed = await api("DELETE", `/videos/${nodeId}/captions/en`, { token: owner });
  if (uploaded.status !== 204 || removed.status !== 204) throw new Error("Expected another upload without captions.");
  return made;
}

async function onlyForOwner(made: Made): Promise<Made> {
  await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [made.share.nodeId]);
  return made;
}

function of(actor: Actor | undefined): string {
  if (!actor) throw new Error("the workspace lacks someone");
  return actor.accessToken;
}

/** Signs in on our own page, where a cookie is set. */
async function cookieOf(email: string): Promise<string> {
  const { signInCode, mailTo } = await import("../../support/mailbox.ts");
  const before = await mailTo(email);
  await api("POST", "/auth/codes", { body: { email } });
  const code = await signInCode(email, before);
  const { server } = await import("../../support/server.ts");
  const answer = await api("POST", "/auth/sessions", { body: { email, code }, headers: { Origin: server.url } });
  return (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
}

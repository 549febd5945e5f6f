import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids.ts";
import { OPEN_ROUTES } from "../../../worker/http/open-routes.ts";
import { signUp, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { BODIES, QUERIES, ROUTES } from "../../support/routes.ts";

/**
 * Every route the router knows, taken from the router itself: it asks who you are, passes the gate of shares,
 * or stands on this list, which says why not.
 */
const OPEN: Record<string, string> = {
  ...OPEN_ROUTES,
  "GET /healthz": "tells that the process is up",
  "GET /readyz": "tells that the database can be reached",
  "GET /docs": "the reference of the API",
  "GET /docs/errors": "the errors of the API, where a problem's type leads",
  "GET /sign-in": "the page to sign in on",
  "POST /sign-in": "the page to sign in on",
  "POST /sign-out": "ends the cookie's session, if there is one",
  "GET /invite/:token": "the token is the credential; changes nothing",
  "GET /join/:token": "the token is the credential; changes nothing",
  "GET /logos/:name": "a logo: its name is drawn at random",
  "GET /assets/:file": "the script of share pages: nobody's own",
  "GET /oembed": "tells of a share what the gate shows everyone",
  "GET /unsubscribe/:token": "the token is the credential; changes nothing",
  "POST /unsubscribe/:token": "the token is the credential: RFC 8058",
};

/** Pages send a stranger to sign in; `/invite` and `/join` lead back to themselves, where the way to sign in stands. */
const SENDS_TO_SIGN_IN = new Set([
  "GET /",
  "POST /invite/:token",
  "POST /join/:token",
  "POST /join-requests/:workspaceId",
  "POST /join-requests/:workspaceId/withdraw",
  "POST /join-requests/:workspaceId/:membershipId",
  "POST /access-requests/:nodeId/:requestId",
  "POST /suggestible",
]);

/** Surfaces of a share: a stranger is judged by the gate, and an unknown slug is 404. */
const GATED = /^\w+ \/s\/:slug/;

const IDS: Record<string, string> = {
  workspaceId: newId("workspace"),
  membershipId: newId("membership"),
  nodeId: newId("node"),
  shareId: newId("share"),
  sessionId: newId("session"),
  uploadId: newId("upload"),
  slug: "A".repeat(22),
  lang: "en",
  file: "en.vtt",
  token: "unknown",
  userId: newId("user"),
  domain: "acme.example",
  deliveryId: "1",
  version: "1",
  webhookId: newId("webhook"),
  commentId: newId("comment"),
  requestId: newId("accessRequest"),
  keyId: newId("apiKey"),
  name: "unknown",
};

/** Whoever asks to join is answered the same for every workspace, theirs, another's and none at all. */
const SAME_FOR_ALL: Record<string, number> = {
  "POST /api/v1/workspaces/:workspaceId/join-requests": 202,
  "DELETE /api/v1/workspaces/:workspaceId/join-requests/mine": 204,
};

function split(route: string, ids: Record<string, string> = IDS): { method: string; path: string } {
  const [method = "", pattern = ""] = route.split(" ");
  return { method, path: pattern.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? `missing-${name}`) };
}

const headersFor = (route: string): Record<string, string> =>
  route.includes("/uploads") ? { "Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Offset": "0" } : {};

async function ask(route: string, token?: string, ids = IDS) {
  const { method, path } = split(route, ids);
  const body = BODIES[route];
  return request(method, `${path}${QUERIES[route] ?? ""}`, {
    ...(token ? { token } : {}),
    ...(body ? { body } : {}),
    headers: headersFor(route),
  });
}

const asksWho = ROUTES.filter((route) => !(route in OPEN) && !SENDS_TO_SIGN_IN.has(route) && !GATED.test(route));

it("the lists name only routes that exist", () => {
  for (const route of [...Object.keys(OPEN), ...SENDS_TO_SIGN_IN, ...Object.keys(BODIES), ...Object.keys(SAME_FOR_ALL)])
    expect(ROUTES).toContain(route);
  expect(asksWho.length).toBeGreaterThan(20);
});

it("every parameter of a route has an id here", () => {
  for (const route of ROUTES) expect(split(route).path).not.toContain("missing-");
});

describe("a stranger", () => {
  it.each(asksWho)("%s: 401", async (route) => {
    const answer = await ask(route);
    expect(answer.status).toBe(401);
    if (!route.startsWith("HEAD") && !route.startsWith("OPTIONS")) expect(answer.body.code).toBe("unauthenticated");
  });

  it.each([...SENDS_TO_SIGN_IN])("%s: 303", async (route) => {
    const { method, path } = split(route);
    const answer = await request(method, path, {
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      ...(method === "POST"
        ? {
            rawBody: route.startsWith("POST /access-requests")
              ? "decision=grant"
              : "answer=accept&decision=approve&suggestible=yes",
          }
        : {}),
    });
    expect([303, 404]).toContain(answer.status);
  });

  it.each(ROUTES.filter((route) => GATED.test(route)))("%s: an unknown slug is 404", async (route) => {
    expect((await ask(route)).status).toBe(404);
  });
});

describe("someone whose session has ended", () => {
  let token = "";
  beforeAll(async () => {
    token = (await signUp()).accessToken;
    await api("DELETE", "/auth/sessions/current", { token });
  });

  it.each(asksWho)("%s: 401, though the token's signature is good", async (route) => {
    expect((await ask(route, token)).status).toBe(401);
  });
});

describe("another workspace's member", () => {
  const workspaceRoutes = asksWho.filter((route) => route.includes(":workspaceId") && !(route in SAME_FOR_ALL));
  let ids = IDS;
  let outsider = "";
  beforeAll(async () => {
    const mine = await workspaceWith({ viewer: 1 });
    const theirs = await workspaceWith({});
    ids = { ...IDS, workspaceId: mine.workspaceId, membershipId: mine.members.viewer[0]?.membershipId ?? "" };
    outsider = theirs.admin.accessToken;
  });

  it.each(Object.entries(SAME_FOR_ALL))("%s: %i, whichever it is", async (route, status) => {
    const foreign = await ask(route, outsider, ids);
    const unknown = await ask(route, outsider, { ...ids, workspaceId: newId("workspace") });
    expect([foreign.status, unknown.status, foreign.text]).toEqual([status, status, unknown.text]);
  });

  it.each(workspaceRoutes)("%s: 404, the same as for one that does not exist", async (route) => {
    const foreign = await ask(route, outsider, ids);
    const unknown = await ask(route, outsider, { ...ids, workspaceId: newId("workspace") });
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, instance: "" }).toEqual({ ...unknown.body, instance: "" });
  });
});

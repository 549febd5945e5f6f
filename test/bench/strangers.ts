import { newId } from "../../shared/ids.ts";
import { plantPeople } from "../support/plant-people.ts";
import { call, type HttpCall } from "./http-client.ts";
import { type Figures, figuresOf } from "./measure.ts";
import { api, bearer, makeWorkspace, plantCodes, type Scene } from "./people.ts";

/** Two requests a stranger may make, one about what exists and one about what does not: told apart by nothing. */
type Pair = { name: string; there: HttpCall; none: HttpCall };

/** What each of the two took; their medians tell a stranger that something exists when they are apart. */
export type Comparison = { name: string; there: Figures; none: Figures };

/** How far apart, in milliseconds, the medians of a pair may be. */
export const APART_MAX_MS = 1;

/** Asks for both in turn, one at a time, so that a drift of the machine meets both. */
export async function compareForStrangers(scene: Scene, tries: number): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const { name, there, none } of await pairs(scene)) {
    const times = { there: [] as number[], none: [] as number[] };
    for (let at = 0; at < tries; at += 1) {
      // Which comes first changes, since the second of two finds a warmer machine.
      const order = at % 2 === 0 ? (["there", "none"] as const) : (["none", "there"] as const);
      for (const which of order) times[which].push(await timeOf(which === "there" ? there : none));
    }
    comparisons.push({ name, there: inARow(times.there), none: inARow(times.none) });
  }
  return comparisons;
}

function inARow(latencies: number[]): Figures {
  return figuresOf(latencies, latencies.reduce((sum, one) => sum + one, 0) / 1_000);
}

async function timeOf(one: HttpCall): Promise<number> {
  const askedAt = performance.now();
  await call(one);
  return performance.now() - askedAt;
}

async function pairs(scene: Scene): Promise<Pair[]> {
  const [admin, member, stranger] = await plantPeople(scene, [
    "admin@owner.example",
    "member@owner.example",
    "stranger@elsewhere.example",
  ]);
  if (!admin || !member || !stranger) throw new Error("Nobody was made.");
  const workspaceId = await makeWorkspace(scene, admin, 10);
  const headers = bearer(admin.token);
  const url = api(scene, `/workspaces/${workspaceId}`);
  await call({ method: "PATCH", url, headers, body: { joinPolicy: "domain" }, status: 200 });
  // Someone's request stands there; another's would have to be no different.
  await call({ method: "POST", url: `${url}/join-requests`, headers: bearer(member.token), status: 202 });
  await plantCodes(scene, [admin.email, "nobody-yet@owner.example"]);
  const ofWorkspace = (path: string, method: string, status: number): { there: HttpCall; none: HttpCall } => ({
    there: { method, url: api(scene, `/workspaces/${workspaceId}${path}`), headers: bearer(stranger.token), status },
    none: {
      method,
      url: api(scene, `/workspaces/${newId("workspace")}${path}`),
      headers: bearer(stranger.token),
      status,
    },
  });
  const code = (email: string): HttpCall => ({
    method: "POST",
    url: api(scene, "/auth/codes"),
    body: { email },
    status: 202,
  });
  const wrong = (email: string): HttpCall => ({
    method: "POST",
    url: api(scene, "/auth/sessions"),
    body: { email, code: "00000000" },
    status: 401,
  });
  return [
    { name: "asking to join", ...ofWorkspace("/join-requests", "POST", 202) },
    { name: "withdrawing a request", ...ofWorkspace("/join-requests/mine", "DELETE", 204) },
    { name: "reading a workspace", ...ofWorkspace("", "GET", 404) },
    { name: "listing members", ...ofWorkspace("/members", "GET", 404) },
    { name: "inviting", ...inviting(ofWorkspace("/invitations", "POST", 404)) },
    { name: "a wrong code", there: wrong(admin.email), none: wrong("nobody-yet@owner.example") },
    { name: "asking for a code", there: code(admin.email), none: code("nobody@owner.example") },
  ];
}

function inviting({ there, none }: { there: HttpCall; none: HttpCall }): { there: HttpCall; none: HttpCall } {
  const body = { invitations: [{ email: "someone@elsewhere.example", role: "viewer" }] };
  return { there: { ...there, body }, none: { ...none, body } };
}

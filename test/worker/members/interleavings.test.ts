import fc from "fast-check";
import { expect, it } from "vitest";
import { ROLES } from "../../../shared/policy/roles.ts";
import { api } from "../../support/client.ts";
import { crowd, newDomain } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { ask, type House, house, link, prove } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";
import { invitationTokenOf } from "../../support/tokens.ts";

/**
 * Any verbs, by many clients, in any order: what must never be false is looked at while they run and after. The
 * people are few and the seats fewer, so that nearly everything meets something else.
 */

const PEOPLE = 7;
const CLIENTS = 6;
const RUNS = 14;

const VERBS = [
  "invite",
  "inviteAll",
  "resend",
  "revoke",
  "accept",
  "decline",
  "expire",
  "ask",
  "withdraw",
  "approve",
  "deny",
  "takeLink",
  "suspend",
  "resume",
  "changeRole",
  "remove",
  "leave",
  "setSeats",
  "setPolicy",
] as const;
type Verb = (typeof VERBS)[number];

const command = fc.record({
  verb: fc.constantFrom(...VERBS),
  /** Who acts, and on whom; of the two admins and the others. */
  by: fc.nat(PEOPLE - 1),
  on: fc.nat(PEOPLE - 1),
  role: fc.constantFrom(...ROLES),
  seats: fc.integer({ min: 1, max: PEOPLE }),
  policy: fc.constantFrom("invite_only", "request", "domain"),
});
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

type Scene = { place: House; people: Person[]; linkToken: string };

async function scene(): Promise<Scene> {
  const domain = newDomain();
  const people = await crowd(PEOPLE, domain);
  const [admin] = people;
  if (!admin) throw new Error("nobody was made");
  const place = await house({ admin, policy: "domain", seats: PEOPLE - 2 });
  await prove(place, domain);
  return { place, people, linkToken: await link(place, { role: "creator", maxUses: PEOPLE }) };
}

/** The newest membership of a person, whatever its status. */
async function newestOf({ workspaceId }: House, person: Person): Promise<string> {
  const rows = await sql<{ id: string }>(
    "SELECT id FROM memberships WHERE workspace_id = ? AND email_key = ? ORDER BY id DESC LIMIT 1",
    [workspaceId, person.email],
  );
  return rows[0]?.id ?? "mbr_none";
}

async function run({ place, people, linkToken }: Scene, { verb, by, on, role, seats, policy }: Command) {
  const [actor, subject] = [people[by], people[on]];
  if (!actor || !subject) throw new Error("nobody is there");
  const root = `/workspaces/${place.workspaceId}`;
  const call = (method: string, path: string, body?: object) =>
    api(method, `${root}${path}`, { token: actor.token, ...(body ? { body } : {}) });
  const member = () => newestOf(place, subject);
  const answerInvitation = async (answer: "accept" | "decline") =>
    api("POST", `/invitations/${(await invitationTokenOf(place, actor)) ?? "none"}/${answer}`, { token: actor.token });
  const verbs: Record<Verb, () => Promise<{ status: number; body: { code?: string } }>> = {
    invite: () => call("POST", "/invitations", { invitations: [{ email: subject.email, role }] }),
    inviteAll: () => call("POST", "/invitations", { invitations: people.map(({ email }) => ({ email, role })) }),
    resend: async () => call("POST", `/invitations/${await member()}/resend`),
    revoke: async () => call("DELETE", `/invitations/${await member()}`),
    accept: () => answerInvitation("accept"),
    decline: () => answerInvitation("decline"),
    expire: async () => {
      await sql("UPDATE memberships SET expires_at = ? WHERE id = ? AND status = 'invited'", [
        Date.now() - 1,
        await member(),
      ]);
      return { status: 200, body: {} };
    },
    ask: () => ask(actor, place.workspaceId),
    withdraw: () => call("DELETE", "/join-requests/mine"),
    approve: async () => call("POST", `/join-requests/${await member()}/approve`, { role }),
    deny: async () => call("POST", `/join-requests/${await member()}/deny`),
    takeLink: () => api("POST", `/invite-links/${linkToken}/accept`, { token: actor.token }),
    suspend: async () => call("PATCH", `/members/${await member()}`, { status: "suspended" }),
    resume: async () => call("PATCH", `/members/${await member()}`, { status: "active" }),
    changeRole: async () => call("PATCH", `/members/${await member()}`, { role }),
    remove: async () => call("DELETE", `/members/${await member()}`),
    leave: () => call("POST", "/leave"),
    setSeats: () => call("PUT", "/plan", { seats }),
    setPolicy: () => call("PATCH", "", { joinPolicy: policy }),
  };
  const answer = await verbs[verb]();
  if (answer.status >= 500) throw new Error(`${verb}: ${answer.status} ${JSON.stringify(answer.body)}`);
  // An invitation holds its seat: whoever accepts one in time never finds none.
  if (verb === "accept") expect(answer.body.code).not.toBe("no_seats");
}

const COUNTED = {
  occupied: "status = 'active'",
  held: "status = 'invited'",
  requested: "status = 'requested'",
  suspended: "status = 'suspended'",
  ended: "status = 'ended'",
  super_admins: "status = 'active' AND role = 'super_admin'",
};

const MISCOUNTED = Object.entries(COUNTED)
  .map(([counter, of]) => `w.${counter} <> (SELECT count(*) FROM memberships m WHERE m.workspace_id = w.id AND ${of})`)
  .join(" OR ");

/** Everything that is false at one moment and must not be. */
async function broken({ workspaceId }: House): Promise<unknown[]> {
  const [workspaces, people] = await Promise.all([
    sql(
      `SELECT w.* FROM workspaces w
       WHERE w.id = ? AND (w.occupied + w.held > w.seats OR w.super_admins < 1 OR ${MISCOUNTED})`,
      [workspaceId],
    ),
    sql(
      `SELECT email_key FROM memberships WHERE workspace_id = ? AND status <> 'ended'
       GROUP BY email_key HAVING count(*) > 1`,
      [workspaceId],
    ),
  ]);
  return [...workspaces, ...people];
}

it("no interleaving of any verbs breaks the seats, one membership a person, or the last Super Admin", async () => {
  const commands = fc.array(command, { minLength: 40, maxLength: 90 });
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const set = await scene();
      const { place } = set;
      // Two admins, so that there is somebody to lose.
      await run(set, { verb: "invite", by: 0, on: 1, role: "super_admin", seats: 1, policy: "domain" });
      await run(set, { verb: "accept", by: 1, on: 1, role: "viewer", seats: 1, policy: "domain" });
      const waiting = [...list];
      const client = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await run(set, next);
      };
      const watch = async () => {
        while (waiting.length > 0) expect(await broken(place)).toEqual([]);
      };
      await Promise.all([...Array.from({ length: CLIENTS }, client), watch()]);
      expect(await broken(place)).toEqual([]);
    }),
    // What a race did once it does not do again in a smaller form.
    { numRuns: RUNS, endOnFailure: true },
  );
});

import { DEPTH_MAX } from "../../shared/limits.ts";
import { type Person, plantPeople } from "../support/plant-people.ts";
import type { BenchFoyer } from "./bench-foyer.ts";
import { call } from "./http-client.ts";
import type { Subject } from "./measure.ts";
import { addressOf, api, bearer, makeWorkspace, plantCodes, plantInvitations, plantRequests, taken } from "./people.ts";
import { plantTree } from "./plant-tree.ts";

type Stage = Pick<BenchFoyer, "scene" | "bare"> & {
  /** How many of what can be used once are put in place; running out ends the bench with an error. */
  supply: number;
};

const PAGE = 50;
const MEMBERS = 1_000;

/** What members and admins do. First what only reads: what writes leaves mails behind that go out meanwhile. */
export async function makeSubjects(stage: Stage, admin: Person): Promise<Subject[]> {
  return [
    await listing(stage, admin),
    await searching(stage, admin),
    await suggesting(stage, admin),
    await readingAbilities(stage, admin),
    await readingLevel(stage),
    await signingIn(stage),
    await accepting(stage, admin),
    await approving(stage, admin),
    await inviting(stage, admin),
  ];
}

async function signingIn({ scene, bare, supply }: Stage): Promise<Subject> {
  const emails = Array.from({ length: supply }, (_, n) => addressOf("newcomer", n));
  await plantCodes(scene, emails);
  return {
    name: "sign-in",
    baseline: bare.write(8),
    once: async (n) => {
      await call({
        method: "POST",
        url: api(scene, "/auth/sessions"),
        body: { email: taken(emails, n), code: "12345678" },
        status: 201,
      });
    },
  };
}

async function inviting({ scene, bare }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, 1_000_000);
  return {
    name: "invite",
    target: 0.33,
    baseline: bare.write(5),
    once: async (n) => {
      await call({
        method: "POST",
        url: api(scene, `/workspaces/${workspaceId}/invitations`),
        headers: bearer(admin.token),
        body: { invitations: [{ email: addressOf("invited", n), role: "viewer" }] },
        status: 200,
      });
    },
  };
}

async function accepting({ scene, bare, supply }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, supply + 10);
  const emails = Array.from({ length: supply }, (_, n) => addressOf("accepter", n));
  const people = await plantPeople(scene, emails);
  const tokens = await plantInvitations(scene, workspaceId, emails);
  return {
    name: "accept",
    target: 0.33,
    baseline: bare.write(4),
    once: async (n) => {
      await call({
        method: "POST",
        url: api(scene, `/invitations/${taken(tokens, n)}/accept`),
        headers: bearer(taken(people, n).token),
        status: 200,
      });
    },
  };
}

async function listing({ scene, bare }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, MEMBERS + 10);
  await plantInvitations(
    scene,
    workspaceId,
    Array.from({ length: MEMBERS }, (_, n) => addressOf("listed", n)),
  );
  return {
    name: `member list (${PAGE} of ${MEMBERS})`,
    target: 0.67,
    baseline: bare.read(PAGE),
    once: async () => {
      await call({
        method: "GET",
        url: api(scene, `/workspaces/${workspaceId}/members?limit=${PAGE}`),
        headers: bearer(admin.token),
        status: 200,
      });
    },
  };
}

async function approving({ scene, bare, supply }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, supply + 10);
  const people = await plantPeople(
    scene,
    Array.from({ length: supply }, (_, n) => addressOf("asker", n)),
  );
  const requests = await plantRequests(scene, workspaceId, people);
  return {
    name: "approve",
    target: 0.33,
    baseline: bare.write(4),
    once: async (n) => {
      await call({
        method: "POST",
        url: api(scene, `/workspaces/${workspaceId}/join-requests/${taken(requests, n)}/approve`),
        headers: bearer(admin.token),
        status: 200,
      });
    },
  };
}

async function searching({ scene, bare }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, MEMBERS + 10);
  const emails = Array.from({ length: MEMBERS }, (_, n) => addressOf("searched", n));
  await plantInvitations(scene, workspaceId, emails);
  return {
    name: `member search (${PAGE} of ${MEMBERS})`,
    target: 0.67,
    baseline: bare.read(PAGE),
    once: async () => {
      await call({
        method: "GET",
        url: api(scene, `/workspaces/${workspaceId}/members?limit=${PAGE}&q=sear`),
        headers: bearer(admin.token),
        status: 200,
      });
    },
  };
}

async function suggesting({ scene, bare }: Stage, admin: Person): Promise<Subject> {
  const [chief, ...colleagues] = await plantPeople(
    scene,
    Array.from({ length: 100 }, (_, n) => `colleague-${n}@suggested.example`),
  );
  await scene.database.execute("UPDATE users SET suggestible = 1 WHERE company_domain = 'suggested.example'");
  const workspaceId = await makeWorkspace(scene, chief ?? admin, 10);
  if (colleagues.length < PAGE) throw new Error("Too few colleagues.");
  return {
    name: `suggestions (${PAGE})`,
    target: 0.67,
    baseline: bare.read(PAGE),
    once: async () => {
      await call({
        method: "GET",
        url: api(scene, `/workspaces/${workspaceId}/suggestions?limit=${PAGE}`),
        headers: bearer(chief?.token ?? ""),
        status: 200,
      });
    },
  };
}

/** What one may do in a workspace, asked anew by every view that opens. */
async function readingAbilities({ scene, bare }: Stage, admin: Person): Promise<Subject> {
  const workspaceId = await makeWorkspace(scene, admin, 10);
  return {
    name: "abilities in a workspace",
    target: 0.67,
    baseline: bare.read(3),
    once: async () => {
      await call({
        method: "GET",
        url: api(scene, `/workspaces/${workspaceId}`),
        headers: bearer(admin.token),
        status: 200,
      });
    },
  };
}

/** The level at a node as deep as one may stand: every step up is looked at. */
async function readingLevel({ scene, bare }: Stage): Promise<Subject> {
  const { deepest, member } = await plantTree(scene, "deep.example", 100);
  return {
    name: `level at depth ${DEPTH_MAX}`,
    target: 0.67,
    baseline: bare.read(DEPTH_MAX),
    once: async () => {
      await call({ method: "GET", url: api(scene, `/nodes/${deepest}`), headers: bearer(member.token), status: 200 });
    },
  };
}

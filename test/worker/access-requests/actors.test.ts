import { beforeAll, describe, expect, it } from "vitest";
import type { AccessRequest } from "../../../shared/api/access-requests.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { askFor, type Closed, closedVideo, decline, grant, memberOf, withdraw } from "../../support/asking.ts";
import { api } from "../../support/client.ts";
import { crowd, newDomain, someone } from "../../support/crowd.ts";
import { type House, house, invite, link, membershipOf, take } from "../../support/joining.ts";

/** One table: who may ask, take it back, see who asks, and decide. A cell is the status of the answer. */

const ACTORS = [
  "stranger",
  "outsider",
  "other workspace",
  "invited",
  "requested",
  "removed",
  "suspended",
  "without level",
  "viewer",
  "viewer as owner",
  "editor",
  "owner",
  "owner above",
  "owner above what is restricted",
  "super admin",
] as const;
type Actor = (typeof ACTORS)[number];

type Row = {
  /** Of the page's form: 201 asked, 303 let in already. */
  ask: number;
  /** Of what they asked just now; 404 where they asked for nothing. */
  withdraw: number;
  list: number;
  decide: number;
};

const OUTSIDE: Row = { ask: 201, withdraw: 204, list: 404, decide: 404 };

const TABLE: Record<Actor, Row> = {
  stranger: { ask: 401, withdraw: 401, list: 401, decide: 401 },
  outsider: OUTSIDE,
  "other workspace": OUTSIDE,
  invited: OUTSIDE,
  requested: OUTSIDE,
  removed: OUTSIDE,
  // Nothing is to be seen of a node by whoever has no level there.
  suspended: { ask: 403, withdraw: 404, list: 404, decide: 404 },
  "without level": OUTSIDE,
  viewer: { ask: 303, withdraw: 404, list: 403, decide: 403 },
  "viewer as owner": { ask: 303, withdraw: 404, list: 403, decide: 403 },
  editor: { ask: 303, withdraw: 404, list: 403, decide: 403 },
  owner: { ask: 303, withdraw: 404, list: 200, decide: 200 },
  "owner above": { ask: 303, withdraw: 404, list: 200, decide: 200 },
  "owner above what is restricted": OUTSIDE,
  "super admin": { ask: 303, withdraw: 404, list: 200, decide: 200 },
};

type Scene = Closed & { token: string | undefined };
const scenes = new Map<Actor, Scene>();

beforeAll(async () => {
  const place = await house({ seats: 60 });
  for (const actor of ACTORS) scenes.set(actor, await sceneFor(actor, place));
});

describe.each(ACTORS)("%s", (actor) => {
  const expected = TABLE[actor];
  const scene = () => scenes.get(actor) as Scene;
  const asActor = (): { token: string } | undefined => {
    const { token } = scene();
    return token === undefined ? undefined : { token };
  };

  it(`asks: ${expected.ask}`, async () => {
    expect((await askFor(scene().share, asActor(), {})).status).toBe(expected.ask);
  });

  it(`withdraws: ${expected.withdraw}`, async () => {
    expect((await withdraw(scene().share, asActor())).status).toBe(expected.withdraw);
  });

  it(`lists who asks: ${expected.list}`, async () => {
    const token = asActor();
    expect((await api("GET", `/nodes/${scene().video.id}/access-requests`, token ?? {})).status).toBe(expected.list);
  });

  it(`grants and declines: ${expected.decide}`, async () => {
    const who = asActor() ?? { token: "" };
    expect((await grant(who, await open())).status).toBe(expected.decide);
    expect((await decline(who, await open())).status).toBe(expected.decide);
  });

  async function open(): Promise<AccessRequest> {
    const answer = await askFor(scene().share, await someone());
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body;
  }
});

/** A restricted video of its own for each actor, and the actor as they stand to it. */
async function sceneFor(actor: Actor, place: House): Promise<Scene> {
  const closed = await closedVideo(undefined, place);
  return { ...closed, token: await tokenOf(actor, closed) };
}

async function tokenOf(actor: Actor, closed: Closed): Promise<string | undefined> {
  const { place, video } = closed;
  switch (actor) {
    case "stranger":
      return undefined;
    case "outsider":
      return (await someone()).token;
    case "other workspace":
      return (await house()).admin.token;
    case "invited": {
      const person = await someone();
      await invite(place, person.email);
      return person.token;
    }
    case "requested": {
      // Whoever comes from another domain by a link for developers waits to be approved.
      const person = await someone(newDomain());
      await take(person, await link(place, { role: "developer" }));
      return person.token;
    }
    case "removed":
      return (await changed(place, (path) => api("DELETE", path, { token: place.admin.token }))).token;
    case "suspended":
      return (
        await changed(place, (path) => api("PATCH", path, { token: place.admin.token, body: { status: "suspended" } }))
      ).token;
    case "without level":
      return (await memberOf(place, "creator")).token;
    case "viewer":
      return (await granted(closed, "view")).token;
    case "editor":
      return (await granted(closed, "edit")).token;
    case "viewer as owner":
      return (await owning(closed, video.id, "viewer")).token;
    case "owner":
      return (await owning(closed, video.id)).token;
    case "owner above": {
      await api("PUT", `/nodes/${video.id}/access`, {
        token: place.admin.token,
        body: { everyone: "inherit", grants: [] },
      });
      await api("PUT", `/nodes/${video.parentId}/access`, {
        token: place.admin.token,
        body: { everyone: "none", grants: [] },
      });
      return (await owning(closed, video.parentId ?? "")).token;
    }
    case "owner above what is restricted":
      return (await owning(closed, video.parentId ?? "")).token;
    case "super admin": {
      const [person] = await crowd(1, newDomain());
      if (!person) throw new Error("nobody was made");
      await invite(place, person.email, "super_admin");
      await take(person, await link(place));
      return person.token;
    }
  }
}

async function changed(place: House, act: (path: string) => Promise<{ status: number; text: string }>) {
  const person = await memberOf(place, "creator");
  const answer = await act(`/workspaces/${place.workspaceId}/members/${await membershipOf(place, person)}`);
  if (answer.status >= 300) throw new Error(answer.text);
  return person;
}

async function granted({ place, video }: Closed, level: "view" | "edit") {
  const person = await memberOf(place, "creator");
  const membershipId = await membershipOf(place, person);
  const body = { everyone: "none", grants: [{ membershipId, level }] };
  await api("PUT", `/nodes/${video.id}/access`, { token: place.admin.token, body });
  return person;
}

async function owning({ place }: Closed, nodeId: string, role: "creator" | "viewer" = "creator") {
  const person = await memberOf(place, "creator");
  const ownerMembershipId = await membershipOf(place, person);
  const { admin, workspaceId } = place;
  const answer = await api<ContentNode>("PATCH", `/nodes/${nodeId}`, {
    token: admin.token,
    body: { ownerMembershipId },
  });
  if (answer.status !== 200) throw new Error(answer.text);
  await api("PATCH", `/workspaces/${workspaceId}/members/${ownerMembershipId}`, { token: admin.token, body: { role } });
  return person;
}

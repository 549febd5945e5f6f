import type { AccessRequest } from "../../shared/api/access-requests.ts";
import type { ContentNode } from "../../shared/api/nodes.ts";
import type { Share } from "../../shared/api/shares.ts";
import type { Role } from "../../shared/policy/roles.ts";
import { api, type Call, request } from "./client.ts";
import { someone } from "./crowd.ts";
import { type House, house, link, take } from "./joining.ts";
import type { Person } from "./plant-people.ts";
import { playableVideo, publish } from "./videos.ts";

export const TITLE = "Secret title";

/** A workspace with a restricted video nobody but its owner and the Super Admins may see. */
export type Closed = { place: House; video: ContentNode; share: Share };

export async function closedVideo(owner?: { token: string }, place?: House): Promise<Closed> {
  const here = place ?? (await house({ seats: 30 }));
  const { token } = owner ?? here.admin;
  const video = await playableVideo(token, here.workspaceId, TITLE);
  await restrict({ token }, video);
  return { place: here, video, share: await publish(token, video.id, "restricted") };
}

/** Takes from everyone what they had at a node. */
export async function restrict({ token }: { token: string }, node: ContentNode): Promise<void> {
  const answer = await api("PUT", `/nodes/${node.id}/access`, { token, body: { everyone: "none", grants: [] } });
  if (answer.status !== 200) throw new Error(answer.text);
}

/** A member of a workspace, by its invite link. */
export async function memberOf(place: House, role: Exclude<Role, "super_admin">): Promise<Person> {
  const person = await someone();
  await take(person, await link(place, { role }));
  return person;
}

/** As a program asks. */
export const askFor = (share: Pick<Share, "slug">, who?: { token: string }, body?: object, call: Call = {}) =>
  request<AccessRequest>("POST", `/s/${share.slug}/access-requests`, {
    ...(who ? { token: who.token } : {}),
    ...(body ? { body } : {}),
    ...call,
  });

export const grant = (who: { token: string }, asked: AccessRequest, level = "view") =>
  api("POST", `/nodes/${asked.nodeId}/access-requests/${asked.id}/grant`, { token: who.token, body: { level } });

export const decline = (who: { token: string }, asked: AccessRequest) =>
  api("POST", `/nodes/${asked.nodeId}/access-requests/${asked.id}/decline`, { token: who.token });

/** As a program takes back what it asked for. */
export const withdraw = ({ slug }: Pick<Share, "slug">, who?: { token: string }, call: Call = {}) =>
  request("DELETE", `/s/${slug}/access-requests`, { ...(who ? { token: who.token } : {}), ...call });

export async function waiting(who: { token: string }, node: ContentNode): Promise<AccessRequest[]> {
  const answer = await api("GET", `/nodes/${node.id}/access-requests`, { token: who.token });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.items;
}

/** Whether the page and the video's bytes are open to someone. */
export async function opens({ slug }: Share, { token }: { token: string }): Promise<number[]> {
  const surfaces = await Promise.all(
    ["", "/media"].map((surface) => request("GET", `/s/${slug}${surface}`, { token })),
  );
  return surfaces.map(({ status }) => status);
}

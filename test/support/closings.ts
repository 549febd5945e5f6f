import type { InStatement } from "@libsql/client/web";
import type { ContentNode } from "../../shared/api/nodes.ts";
import type { Share, ShareRules } from "../../shared/api/shares.ts";
import { type MemberActor, signUp, type TestWorkspace, workspaceWith } from "./actors.ts";
import { newKey } from "./api-keys.ts";
import { api, type Call } from "./client.ts";
import { sql } from "./database.ts";
import { completeVideoIn, describing, FRAMES, inCollection, LISTENERS, STREAMS, SURFACES } from "./share-surfaces.ts";
import { unlock } from "./unlocking.ts";
import { newFolder, newProject, publish, shareNode } from "./videos.ts";

/** Someone before an open share, all that it shows them, and what shuts it: straight in the database, where no isolate hears. */
export type Closing = {
  share: Share;
  call: Pick<Call, "token" | "headers">;
  surfaces: string[];
  statement: InStatement;
};

const READ_BY_ALL = ["", ...Object.values({ ...SURFACES, ...STREAMS })];
const OPEN_TO_ALL = [...READ_BY_ALL, ...Object.values(LISTENERS)];
const PASSWORD = "hush hush";

/** Every kind of change that shuts a share, or shuts it to one person. */
export const CLOSINGS: Record<string, (space: TestWorkspace) => Promise<Closing>> = {
  "to restricted": (space) => toStranger(space, "UPDATE shares SET visibility = 'restricted' WHERE id = ?"),
  "to the workspace": (space) => toStranger(space, "UPDATE shares SET visibility = 'workspace' WHERE id = ?"),
  "to a password": (space) =>
    toStranger(space, "UPDATE shares SET visibility = 'password', password_hash = 'x' WHERE id = ?"),
  ended: (space) => toStranger(space, "UPDATE shares SET ended_at = 1 WHERE id = ?"),
  expired: (space) => toStranger(space, "UPDATE shares SET expires_at = 1 WHERE id = ?"),
  unpublished: (space) => toStranger(space, "UPDATE shares SET published_at = NULL WHERE id = ?"),
  "in the trash": (space) => toStranger(space, `${TO_TRASH} WHERE id = (SELECT node_id FROM shares WHERE id = ?)`),
  "in a project in the trash": (space) => toStranger(space, `${TO_TRASH} WHERE id = (${PROJECT_OF_SHARE})`),
  "a policy without public links": async () =>
    toStranger(await workspaceWith({}), `UPDATE workspaces SET public_allowed = 0 WHERE id = (${WORKSPACE_OF_SHARE})`),
  "another password": async (space) => {
    const { share } = await shown(space, { visibility: "password", password: PASSWORD });
    const call = { headers: { Cookie: await unlock(share.slug, PASSWORD) } };
    const statement = on("UPDATE shares SET password_version = password_version + 1 WHERE id = ?", share.id);
    return { share, call, surfaces: OPEN_TO_ALL, statement };
  },
  "no guest any more": async (space) => {
    const guest = await signUp();
    const { share } = await shown(space, { visibility: "restricted", guests: [guest.email] });
    const statement = on("UPDATE shares SET guests = '[]' WHERE id = ?", share.id);
    return { share, call: { token: guest.accessToken }, surfaces: OPEN_TO_ALL, statement };
  },
  "a grant taken away": async (space) => {
    const { share, member, project } = await granted(space);
    return toMember(share, member, on("DELETE FROM grants WHERE node_id = ?", project.id));
  },
  "moved where one has nothing": async (space) => {
    const { share, member } = await granted(space);
    const closed = await hidden(await newProject(space.admin.accessToken, space.workspaceId));
    return toMember(share, member, on("UPDATE nodes SET parent_id = ? WHERE id = ?", closed.id, share.nodeId));
  },
  "another role": async (space) => {
    const { share, video } = await shown(space, { visibility: "restricted" });
    await hidden(video);
    const chief = nextOf(space, "super_admin");
    return toMember(share, chief, on("UPDATE memberships SET role = 'viewer' WHERE id = ?", chief.membershipId));
  },
  suspended: (space) => toViewer(space, "UPDATE memberships SET status = 'suspended' WHERE id = ?"),
  removed: (space) =>
    toViewer(space, "UPDATE memberships SET status = 'ended', end_reason = 'removed', ended_at = 1 WHERE id = ?"),
  "signed out everywhere": (space) => toViewer(space, `${SIGN_OUT} user_id = (${USER_OF_MEMBER})`),
  "a deleted key": async (space) => {
    const { share } = await shown(space, { visibility: "workspace" });
    const { accessToken } = nextOf(space, "developer");
    const { id, key } = await newKey(accessToken, space.workspaceId, ["content:read"]);
    return { share, call: { token: key }, surfaces: READ_BY_ALL, statement: on(`${SIGN_OUT} api_key_id = ?`, id) };
  },
  "a collection ended": (space) => ofCollection(space, ({ share }) => on(END, share.id)),
  "moved out of a collection": (space) =>
    ofCollection(space, ({ video, elsewhere }) =>
      on("UPDATE nodes SET parent_id = ? WHERE id = ?", elsewhere.id, video.id),
    ),
  "restricted in a collection": (space) =>
    ofCollection(space, ({ video }) => on("UPDATE nodes SET everyone = 'none' WHERE id = ?", video.id)),
};

const END = "UPDATE shares SET ended_at = 1 WHERE id = ?";
const TO_TRASH = "UPDATE nodes SET trashed_at = unixepoch() * 1000";
const SIGN_OUT = "UPDATE sessions SET ended_at = 1 WHERE";
const NODE_OF_SHARE = "SELECT nodes.* FROM nodes JOIN shares ON shares.node_id = nodes.id WHERE shares.id = ?";
const PROJECT_OF_SHARE = `SELECT parent_id FROM (${NODE_OF_SHARE})`;
const WORKSPACE_OF_SHARE = `SELECT workspace_id FROM (${NODE_OF_SHARE})`;
const USER_OF_MEMBER = "SELECT user_id FROM memberships WHERE id = ?";

/** Enough people of each role for all of them. */
export const PEOPLE = { super_admin: 1, developer: 1, viewer: 5 };

const on = (statement: string, ...args: string[]): InStatement => ({ sql: statement, args });

/** A video with something on every surface, in a project of its own, and a link to it; published where nothing else is said. */
async function shown({ admin, workspaceId }: TestWorkspace, rules?: Partial<ShareRules> & { password?: string }) {
  const token = admin.accessToken;
  const project = await newProject(token, workspaceId);
  const video = await completeVideoIn(token, project, "Cut");
  const share = rules
    ? await shareNode(token, video.id, { allowDownload: true, ...rules })
    : await published(token, video.id);
  return { share, video, project };
}

async function published(token: string, nodeId: string): Promise<Share> {
  const share = await publish(token, nodeId, "public");
  return (await api<Share>("PATCH", `/shares/${share.id}`, { token, body: { allowDownload: true } })).body;
}

async function toStranger(space: TestWorkspace, statement: string): Promise<Closing> {
  const { share } = await shown(space);
  const surfaces = [...OPEN_TO_ALL, ...Object.values(FRAMES), describing(share.url)];
  return { share, call: {}, surfaces, statement: on(statement, share.id) };
}

function toMember(share: Share, { accessToken: token }: MemberActor, statement: InStatement): Closing {
  return { share, call: { token }, surfaces: OPEN_TO_ALL, statement };
}

async function toViewer(space: TestWorkspace, statement: string): Promise<Closing> {
  const { share } = await shown(space, { visibility: "workspace" });
  const viewer = nextOf(space, "viewer");
  return toMember(share, viewer, on(statement, viewer.membershipId));
}

/** Somebody of the workspace whom no other change has. */
function nextOf({ members }: TestWorkspace, role: keyof typeof PEOPLE): MemberActor {
  const one = members[role].pop();
  if (!one) throw new Error(`Expected one more ${role}.`);
  return one;
}

async function hidden(node: ContentNode): Promise<ContentNode> {
  await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [node.id]);
  return node;
}

/** A video that one viewer alone may see, by a grant on its project. */
async function granted(space: TestWorkspace) {
  const made = await shown(space, { visibility: "restricted" });
  const member = nextOf(space, "viewer");
  await hidden(made.project);
  const grant = "INSERT INTO grants (node_id, membership_id, level) VALUES (?, ?, 'view')";
  await sql(grant, [made.project.id, member.membershipId]);
  return { ...made, member };
}

type Collected = { share: Share; video: ContentNode; elsewhere: ContentNode };

async function ofCollection(space: TestWorkspace, close: (made: Collected) => InStatement): Promise<Closing> {
  const token = space.admin.accessToken;
  const project = await newProject(token, space.workspaceId);
  const elsewhere = await newProject(token, space.workspaceId);
  const video = await completeVideoIn(token, await newFolder(token, project), "Cut");
  const share = await shareNode(token, project.id, { allowDownload: true });
  const surfaces = [...OPEN_TO_ALL, ...Object.values(FRAMES)].map((surface) => inCollection(surface, video.id));
  return { share, call: {}, surfaces, statement: close({ share, video, elsewhere }) };
}

import type { ContentNode } from "../../shared/api/nodes.ts";
import type { Share, ShareRules } from "../../shared/api/shares.ts";
import type { Role } from "../../shared/policy/roles.ts";
import { type TestWorkspace, workspaceWith } from "./actors.ts";
import { completeVideoIn } from "./share-surfaces.ts";
import { newProject, shareNode } from "./videos.ts";

/** A workspace with one project, and one video in it that has something on every surface. */
export type Campaign = {
  space: TestWorkspace;
  /** Its Super Admin's, who made everything. */
  token: string;
  workspaceId: string;
  project: ContentNode;
  video: ContentNode;
  /** A link to the video, or to what else is named; public unless said. */
  share(rules?: Partial<ShareRules>, nodeId?: string): Promise<Share>;
};

export async function campaign(
  titles: { project: string; video: string },
  roles: Partial<Record<Role, number>> = {},
): Promise<Campaign> {
  const space = await workspaceWith(roles);
  const token = space.admin.accessToken;
  const { workspaceId } = space;
  const project = await newProject(token, workspaceId, titles.project);
  const video = await completeVideoIn(token, project, titles.video);
  const share = (rules: Partial<ShareRules> = {}, nodeId = video.id) => shareNode(token, nodeId, rules);
  return { space, token, workspaceId, project, video, share };
}

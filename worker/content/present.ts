import type { ContentNode, Media } from "../../shared/api/nodes.ts";
import type { Level } from "../../shared/policy/access.ts";
import type { NodeRow } from "./node-path.ts";
import type { MediaRow } from "./require-node.ts";

/** A node as one caller may see it; `level` is theirs. */
export function presentNode(row: NodeRow, level: Level, media: MediaRow | null | undefined): ContentNode {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    kind: row.kind,
    title: row.title,
    parentId: row.parentId,
    ownerMembershipId: row.ownerMembershipId,
    everyone: row.everyone,
    level,
    media: media ? presentMedia(media) : null,
  };
}

function presentMedia(row: MediaRow): Media {
  return {
    contentType: row.contentType,
    size: row.size,
    duration: row.duration,
    width: row.width,
    height: row.height,
    fastStart: row.fastStart,
    uploadedAt: new Date(row.uploadedAt).toISOString(),
  };
}

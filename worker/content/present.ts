import type { ContentNode, Media } from "../../shared/api/nodes.ts";
import type { Level } from "../../shared/policy/access.ts";
import { versioned } from "../http/versions.ts";
import type { NodeRow } from "./node-path.ts";
import type { MediaRow } from "./require-node.ts";

/** A node as one caller may see it; `level` is theirs. */
export function presentNode(row: NodeRow, level: Level, media: MediaRow | null | undefined): ContentNode {
  const { id, workspaceId, kind, title, parentId, ownerMembershipId, everyone, handPosition, trashedAt } = row;
  const shown = { id, workspaceId, kind, title, parentId, ownerMembershipId, everyone, level };
  return versioned({ ...shown, media: media ? presentMedia(media) : null }, [
    ...[title, parentId, ownerMembershipId, everyone, handPosition, trashedAt],
  ]);
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

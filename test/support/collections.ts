import { foldText } from "../../shared/fold-text.ts";
import { newId } from "../../shared/ids.ts";
import type { Everyone, NodeKind } from "../../shared/policy/access.ts";
import { openDatabase } from "../../worker/db/client.ts";
import { media, nodes } from "../../worker/db/schema/nodes.ts";
import { server } from "./server.ts";

/** A node written straight into the database; with `duration` as if a clip had been uploaded. */
export type Planted = {
  id: string;
  kind: NodeKind;
  title: string;
  parentId: string | null;
  everyone: Everyone;
  trashedAt: number | null;
  duration?: number;
};

export const planted = (parentId: string | null, node: Partial<Planted>): Planted => ({
  id: newId("node"),
  kind: "video",
  title: "Leaf",
  parentId,
  everyone: parentId === null ? "view" : "inherit",
  trashedAt: null,
  ...node,
});

/** Plants trees of a workspace, each node after what it stands below. */
export async function plantNodes(
  workspaceId: string,
  ownerMembershipId: string,
  all: readonly Planted[],
): Promise<void> {
  const { write } = openDatabase({ LIBSQL_URL: server.libsqlUrl });
  const rows = all.map(({ duration: _, ...node }) => ({
    ...node,
    titleFolded: foldText(node.title),
    workspaceId,
    ownerMembershipId,
    createdAt: 0,
    updatedAt: 0,
    changeId: "planted",
  }));
  const clips = all.flatMap(({ id, duration }) =>
    duration === undefined
      ? []
      : [
          {
            nodeId: id,
            version: 1,
            r2Key: `planted/${id}`,
            contentType: "video/mp4",
            size: 1,
            duration,
            etag: '"x"',
            uploadedAt: 0,
          },
        ],
  );
  await write.batch([
    ...([write.insert(nodes).values(rows)] as const),
    ...(clips.length > 0 ? [write.insert(media).values(clips)] : []),
  ]);
}

/** The ids that a collection's page leads to, in its order. */
export function itemsOn(text: string): string[] {
  return [...text.matchAll(/<li><a href="\/s\/[\w-]+\?node=(nod_[0-9a-z]{26})"/g)].map(([, id = ""]) => id);
}

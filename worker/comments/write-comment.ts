import { eq, type SQL, sql } from "drizzle-orm";
import type { CommentDraft } from "../../shared/api/comments.ts";
import { newId } from "../../shared/ids.ts";
import { tellChange } from "../audit/record-change.ts";
import type { MediaRow } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { memberships } from "../db/schema/memberships.ts";
import { keptMedia, media, nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { tellLive } from "./live-feed.ts";
import { placeOfReply, placeOfThread } from "./place.ts";
import type { CommentFound } from "./present.ts";
import { reactionOf } from "./reactions.ts";
import { selectComments } from "./select-comments.ts";

/** In whose name something is said: a member's, somebody's who is signed in, or a visitor's. */
export type Author = {
  userId: string | null;
  membershipId: string | null;
  /** As they call themselves, where no account says it. */
  name: string | null;
  /** Of a visitor. */
  proof: string | null;
};

type Saying = CommentDraft & {
  nodeId: string;
  /** The upload it is said of, where a share shows that one always; else, null, of the one that is played. */
  pinnedVersion: number | null;
  author: Author;
  /** What must hold while it is written: that its author may still speak here. */
  holds: SQL;
};

/** Players round the last moment up. */
const SECONDS_BEYOND = 1;

/**
 * Writes a comment and its event by one statement that carries every precondition: its author may still speak, the moment
 * is one of the media that is there then, and what it answers still stands. Undefined where one of them held no more.
 */
export async function writeComment(ctx: RequestContext, saying: Saying): Promise<CommentFound | undefined> {
  const { nodeId, pinnedVersion, author, holds, body, parentId, mentions } = saying;
  const [id, changeId] = [newId("comment"), newId("change")];
  const at = saying.atSeconds === null ? null : Math.round(saying.atSeconds * 1_000) / 1_000;
  const place = parentId === null ? sql`${placeOfThread(at, id)}` : placeOfReply(sql`thread.place`, id);
  const { write } = ctx.db;
  const [, , rows] = await write.batch([
    write.run(sql`INSERT INTO ${comments} (id, workspace_id, node_id, version, parent_id, place, author_user_id,
        author_membership_id, author_name, author_proof, body, reaction, at_seconds, mentions, created_at, change_id)
      SELECT ${id}, here.workspace_id, here.id, coalesce(shown.version, 0), thread.id, ${place}, ${author.userId},
        ${author.membershipId}, ${author.name}, ${author.proof}, ${body}, ${reactionOf(saying)}, min(${at}, shown.duration),
        (SELECT json_group_array(one.id) FROM ${memberships} AS one WHERE one.id IN (SELECT value FROM
          json_each(${JSON.stringify(mentions)})) AND one.workspace_id = here.workspace_id AND one.status = 'active'),
        ${ctx.now}, ${changeId}
      FROM ${nodes} AS here
        LEFT JOIN (${uploadsOf(nodeId)}) AS shown ON shown.version = coalesce(${pinnedVersion},
          (SELECT max(of.version) FROM ${media} AS of WHERE of.node_id = here.id))
        LEFT JOIN ${comments} AS asked ON asked.id = ${parentId} AND asked.node_id = here.id AND asked.deleted_at IS NULL
        LEFT JOIN ${comments} AS thread ON thread.id = coalesce(asked.parent_id, asked.id)
      WHERE here.id = ${nodeId} AND (${parentId} IS NULL OR thread.version = coalesce(${pinnedVersion}, thread.version))
        AND (${at} IS NULL OR shown.duration >= ${at} - ${SECONDS_BEYOND}) AND ${holds}`),
    tellChange(ctx, {
      table: "comments",
      changeId,
      topic: "comment.created",
      payload: sql`json_object('commentId', changed.id, 'actorUserId', changed.author_user_id)`,
    }),
    selectComments(write, eq(comments.id, id)),
  ]);
  const [row] = rows;
  if (!row) return undefined;
  kickOutbox(ctx);
  tellLive(ctx, nodeId);
  return row;
}

function uploadsOf(nodeId: string): SQL {
  const among = (table: typeof media | typeof keptMedia) =>
    sql`SELECT one.version, one.duration FROM ${table} AS one WHERE one.node_id = ${nodeId}`;
  return sql`${among(media)} UNION ALL ${among(keptMedia)}`;
}

/** Refuses what the media that is there now rules out; the write judges anew. */
export function requireMoment({ atSeconds }: CommentDraft, shown: MediaRow | undefined): void {
  if (atSeconds === null) return;
  if (!shown) throw new Problem("no_media");
  if (shown.duration !== null && atSeconds <= shown.duration + SECONDS_BEYOND) return;
  const detail = shown.duration === null ? "A picture has no moments." : `It is ${shown.duration} seconds long.`;
  throw new Problem("invalid_request", { errors: [{ pointer: "/atSeconds", code: "beyond_end", detail }] });
}

/** Why nothing was written, where its author may still speak: what it answers is gone, or the media is another. */
export function unwritten({ parentId }: CommentDraft): Problem {
  if (parentId === null) return new Problem("invalid_state", { logReason: "changed meanwhile" });
  const detail = "There is no such comment here.";
  return new Problem("invalid_request", { errors: [{ pointer: "/parentId", code: "unknown", detail }] });
}

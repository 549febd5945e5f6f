import type { Comment } from "../../shared/api/comments.ts";
import { atLeast, type Level } from "../../shared/policy/access.ts";
import type { comments } from "../db/schema/comments.ts";

export type CommentRow = typeof comments.$inferSelect;

/** A comment, and what its author calls themselves where we know them. */
export type CommentFound = CommentRow & { userName: string | null };

/** Who reads comments, as far as it matters to what they see and may do. */
export type Reader = {
  userId: string | undefined;
  /** Of a visitor: the digest of what their cookie proves. */
  proof?: string | undefined;
  level: Level;
  isMember: boolean;
  /** Whether they may say something here at all, now. */
  maySpeak: boolean;
};

/** A comment as its reader may see it: who is a member and who is spoken to is for members. */
export function presentComment(row: CommentFound, reader: Reader): Comment {
  return {
    id: row.id,
    nodeId: row.nodeId,
    author: authorOf(row, reader),
    body: row.body,
    reaction: row.reaction !== null,
    atSeconds: row.atSeconds,
    parentId: row.parentId,
    resolved: row.resolvedAt !== null,
    mentions: reader.isMember ? row.mentions : [],
    version: row.version,
    createdAt: new Date(row.createdAt).toISOString(),
    editedAt: row.editedAt === null ? null : new Date(row.editedAt).toISOString(),
    deleted: row.deletedAt !== null,
    abilities: abilitiesOn(row, reader),
  };
}

function authorOf(row: CommentFound, { isMember }: Reader): Comment["author"] {
  const name = row.userName || row.authorName || "";
  const guest = row.authorMembershipId === null && row.deletedAt === null;
  return isMember && row.authorMembershipId !== null
    ? { name, membershipId: row.authorMembershipId, guest }
    : { name, guest };
}

function abilitiesOn(row: CommentRow, reader: Reader): Comment["abilities"] {
  if (row.deletedAt !== null || !reader.maySpeak) return [];
  const isOwn = isBy(row, reader);
  const mayModerate = atLeast(reader.level, "edit");
  return [
    "reply",
    ...(isOwn ? (["edit"] as const) : []),
    ...(isOwn || mayModerate ? (["delete"] as const) : []),
    ...(row.parentId === null && (isOwn || mayModerate) ? (["resolve"] as const) : []),
  ];
}

/** Whether somebody said it themselves: whoever is signed in by their account, a visitor by their cookie. */
export function isBy(row: CommentRow, { userId, proof }: Pick<Reader, "userId" | "proof">): boolean {
  if (row.authorUserId !== null) return row.authorUserId === userId;
  return row.authorProof !== null && row.authorProof === proof;
}

import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Comment, CommentChange, CommentPage, newShareComment } from "../../shared/api/comments.ts";
import { RATE_LIMITS } from "../../shared/limits.ts";
import { levelNumber, memberOf, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { comments } from "../db/schema/comments.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits, chargeTogether } from "../limits/charge-limits.ts";
import { requireShareView } from "../shares/gate.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import type { ShareView } from "../shares/share-view.ts";
import type { Speaking } from "../shares/speaking.ts";
import { requireMayChange, writeChange } from "./change-comment.ts";
import { type CommentsAsked, pageOfComments, presentCommentPage, type Spoken } from "./comment-page.ts";
import { type Commenter, commenterCookie, newCommenter, proofOf, readCommenter } from "./commenter-cookie.ts";
import { moderator, requireMayDelete, writeDeletion } from "./delete-comment.ts";
import { presentComment, type Reader } from "./present.ts";
import { reactionsOf } from "./reactions.ts";
import { saidOf, selectComments } from "./select-comments.ts";
import { speaksStill } from "./speaks-still.ts";
import { type Author, requireMoment, unwritten, writeComment } from "./write-comment.ts";

/** What a share shows to somebody who may comment on it. */
export type SpokenView = ShareView & { speaking: Speaking };

type Draft = InferOutput<typeof newShareComment>;

/** The gate of every surface of comments; 403 where they are off. */
export async function requireSpoken(
  ctx: RequestContext,
  asked: ShareAsked,
  opening: { anew?: boolean } = {},
): Promise<SpokenView> {
  const view = await requireShareView(ctx, asked, opening);
  if (!isSpoken(view)) throw new Problem("forbidden", { logReason: "comments are off" });
  return view;
}

export function isSpoken(view: ShareView): view is SpokenView {
  return view.speaking !== undefined;
}

/** Where somebody speaks: what they asked for, and what the gate lets them see of it. */
export type Stage = { asked: ShareAsked; view: SpokenView };

/** The gate for saying something: where a share is closed to all others, those who may edit only read. */
export async function requireStage(ctx: RequestContext, asked: ShareAsked): Promise<Stage> {
  const view = await requireSpoken(ctx, asked, { anew: true });
  if (view.closed) throw new Problem("share_gone", { logReason: view.closed });
  return { asked, view };
}

/** What was said of what a share shows, as the API has it. */
export async function listShareComments(
  ctx: RequestContext,
  view: SpokenView,
  headers: Headers,
  asked: CommentsAsked,
): Promise<CommentPage> {
  const spoken = spokenOf(view);
  const [reader, [rows, counted]] = await Promise.all([
    readerOf(ctx, view, await readCommenter(ctx, headers, view.share)),
    ctx.db.read.batch([pageOfComments(spoken, asked), reactionsOf(spoken, spoken.version !== null)]),
  ]);
  return presentCommentPage({ rows, counted }, asked.limit, reader);
}

/** On a share that is pinned, of the upload it shows alone. */
function spokenOf({ node, share }: SpokenView): Spoken {
  return { nodeId: node.id, version: share.pinnedVersion };
}

/** Says something on a share. To a visitor goes the cookie by which it is theirs to change and delete. */
export async function postShareComment(
  ctx: RequestContext,
  { asked, view }: Stage,
  headers: Headers,
  draft: Draft,
): Promise<{ comment: Comment; cookie?: string }> {
  const { speaking, node, share } = view;
  const commenter = speaking.user
    ? undefined
    : ((await readCommenter(ctx, headers, share)) ?? newCommenter(ctx, share));
  const author = await authorOf(ctx, speaking, draft, commenter);
  requireMoment(draft, view.media);
  await charge(ctx, view);
  const mentions = speaking.membership ? draft.mentions : [];
  const { pinnedVersion } = share;
  const saying = { ...draft, mentions, nodeId: node.id, pinnedVersion, author, holds: speaksStill(ctx, view) };
  const row = await writeComment(ctx, saying);
  if (!row) {
    // What was judged a moment ago has changed; judged again it says how.
    await requireStage(ctx, asked);
    throw unwritten(draft);
  }
  const comment = presentComment(row, await readerOf(ctx, view, commenter));
  return commenter ? { comment, cookie: await commenterCookie(ctx, share.slug, commenter) } : { comment };
}

/** Changes what oneself said, or resolves a thread; as by the API, and for guests and visitors as well. */
export async function changeShareComment(
  ctx: RequestContext,
  { asked, view }: Stage,
  headers: Headers,
  commentId: string,
  change: CommentChange,
): Promise<Comment> {
  const { reader, comment } = await findOn(ctx, view, headers, commentId);
  const level = requireMayChange(comment, reader, change);
  await charge(ctx, view);
  const row = await writeChange(ctx, comment, change, holds(ctx, view, level));
  if (row) return presentComment(row, reader);
  await requireStage(ctx, asked);
  throw new Problem("not_found", { logReason: "deleted meanwhile, or lost the level" });
}

/** Deletes what oneself said, or, with `edit` at what it is about, what anybody did. */
export async function deleteShareComment(
  ctx: RequestContext,
  { asked, view }: Stage,
  headers: Headers,
  commentId: string,
): Promise<void> {
  const { reader, comment } = await findOn(ctx, view, headers, commentId);
  const level = requireMayDelete(comment, reader);
  const moderatedBy = level === "edit" ? moderator(comment, reader.userId) : null;
  if (await writeDeletion(ctx, comment, { holds: holds(ctx, view, level), moderatedBy })) return;
  await requireStage(ctx, asked);
  throw new Problem("not_found", { logReason: "deleted meanwhile, or lost the level" });
}

/** A comment of what is shown, and how whoever asks stands to it. */
async function findOn(ctx: RequestContext, view: SpokenView, headers: Headers, commentId: string) {
  const [reader, [comment]] = await Promise.all([
    readerOf(ctx, view, await readCommenter(ctx, headers, view.share)),
    selectComments(
      ctx.db.read,
      and(
        ...[eq(comments.id, commentId), eq(comments.nodeId, view.node.id), isNull(comments.deletedAt)],
        view.share.pinnedVersion === null ? undefined : saidOf(view.share.pinnedVersion),
      ),
    ),
  ]);
  if (!comment) throw new Problem("not_found", { logReason: "no such comment here" });
  return { reader, comment };
}

function holds(ctx: RequestContext, view: SpokenView, level: "view" | "edit"): SQL {
  const { membership } = view.speaking;
  if (level === "view" || !membership) return speaksStill(ctx, view);
  const atNode = levelNumber(sql`${view.node.id}`, memberOf(membership));
  return sql`${speaksStill(ctx, view)} AND ${atNode} >= ${numberOf("edit")}`;
}

async function readerOf(
  { settings }: RequestContext,
  { speaking, closed }: SpokenView,
  commenter: Commenter | undefined,
): Promise<Reader> {
  const { user, level, membership } = speaking;
  const proof = commenter && (await proofOf(settings, commenter));
  return { userId: user?.id, proof, level, isMember: membership !== null, maySpeak: closed === null };
}

/** Whoever has said no name to us says one here: people must be told apart. */
async function authorOf(
  { settings }: RequestContext,
  { user, membership }: Speaking,
  { name }: Draft,
  commenter: Commenter | undefined,
): Promise<Author> {
  if (!user?.name && !membership && name === undefined) {
    throw new Problem("invalid_request", {
      errors: [{ pointer: "/name", code: "required", detail: "This field is required." }],
    });
  }
  return {
    userId: user?.id ?? null,
    membershipId: membership?.id ?? null,
    name: user?.name ? null : (name ?? null),
    proof: commenter ? await proofOf(settings, commenter) : null,
  };
}

async function charge(ctx: RequestContext, { share, speaking }: SpokenView): Promise<void> {
  const { user, membership } = speaking;
  if (user) await chargeLimits(ctx, `comments:${user.id}`, [{ name: "comments", ...RATE_LIMITS.commentsPerUser }]);
  if (membership) return;
  await chargeTogether(ctx, [
    {
      subject: `network:${ctx.network}`,
      budget: { name: `comments:${share.id}`, ...RATE_LIMITS.commentsPerNetworkAndShare },
    },
    { subject: `comments-on:${share.id}`, budget: { name: "visitors", ...RATE_LIMITS.commentsOfVisitorsPerShare } },
  ]);
}

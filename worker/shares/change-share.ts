import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Share, ShareRules } from "../../shared/api/shares.ts";
import { newId } from "../../shared/ids.ts";
import { atLeast, type Level } from "../../shared/policy/access.ts";
import { levelToChangeShare } from "../../shared/policy/share-change.ts";
import { mayStill } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { type Expected, ifExpected, requireExpected, versionOf } from "../http/versions.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { mayPin, requireMayPin } from "../versions/pinned.ts";
import { type GuestChange, guestsAfter, hasRoomFor } from "./change-guests.ts";
import { presentShare, type ShareRow } from "./present.ts";
import { recordShare } from "./record-share.ts";
import { requireShare, type ShareAccess } from "./require-share.ts";
import {
  isSoAlready,
  lacksPassword,
  pinningOf,
  requireCompanyDomains,
  type SealedRules,
  sealRules,
} from "./share-rules.ts";

/**
 * Changes who a share lets in and how; it closes at once, for responses under way within seconds. 410 once it has
 * ended; 403 for a further link that somebody else made, unless the caller manages the node. Guests are replaced by
 * the rules, or named and left out beside what others do.
 */
export async function changeShare(
  ctx: RequestContext,
  shareId: string,
  rules: ShareRules,
  { guests, expected }: { guests?: GuestChange | undefined; expected?: Expected } = {},
): Promise<Share> {
  const access = await requireOwnShare(ctx, shareId);
  const { share, actor } = access;
  if (share.endedAt !== null) throw new Problem("share_gone");
  requireExpected(expected, versionOf(presentShare(ctx, share)));
  if (lacksPassword(rules, share)) throw new Problem("password_required");
  requireCompanyDomains(guests?.named);
  const sealed = await sealRules(ctx, actor.user.id, rules, share.guests);
  return presentShare(ctx, await writeRules(ctx, access, sealed, { guests, expected }));
}

/** Writes the rules where they differ; what is so already is left alone and told to nobody. */
export async function writeRules(
  ctx: RequestContext,
  access: ShareAccess,
  rules: SealedRules,
  { guests, expected }: { guests?: GuestChange | undefined; expected?: Expected } = {},
): Promise<ShareRow> {
  const { actor, share } = access;
  if (!guests && isSoAlready(rules, share)) return share;
  const changeId = newId("change");
  const db = ctx.db.write;
  const { passwordHash, ...plain } = rules;
  const pinning = pinningOf(share.nodeId, rules, share.id);
  const [, , , rows] = await db.batch([
    db
      .update(shares)
      .set({
        ...plain,
        ...(passwordHash ? { passwordHash, passwordVersion: sql`${shares.passwordVersion} + 1` } : {}),
        ...(guests ? { guests: guestsAfter(guests, ctx.now) } : {}),
        changeId,
      })
      .where(
        and(
          ...[eq(shares.id, share.id), isNull(shares.endedAt), mayStillChange(access)],
          ...[guests && hasRoomFor(guests), pinning && mayPin(pinning)],
          ifExpected(expected, eq(shares.changeId, share.changeId)),
        ),
      ),
    ...recordShare(ctx, { changeId, actorUserId: actor.user.id, action: "share.changed", topic: "share.changed" }),
    db.select().from(shares).where(eq(shares.id, share.id)),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("not_found");
  if (row.changeId !== changeId) {
    if (ifExpected(expected, row.changeId !== share.changeId)) throw new Problem("precondition_failed");
    if (pinning) await requireMayPin(ctx, pinning);
    throw new Problem("invalid_state", { logReason: "ended, full or lost the role meanwhile" });
  }
  kickOutbox(ctx);
  return row;
}

/** Ends a share for good: its page answers 410 until its video is published anew. Ending it again changes nothing. */
export async function endShare(ctx: RequestContext, shareId: string): Promise<void> {
  const access = await requireOwnShare(ctx, shareId);
  const changeId = newId("change");
  const db = ctx.db.write;
  const isIt = eq(shares.id, shareId);
  const [, , , rows] = await db.batch([
    db
      .update(shares)
      .set({ endedAt: ctx.now, changeId })
      .where(and(isIt, isNull(shares.endedAt), mayStillChange(access))),
    ...recordShare(ctx, {
      changeId,
      actorUserId: access.actor.user.id,
      action: "share.ended",
      topic: "share.ended",
    }),
    db.select().from(shares).where(isIt),
  ]);
  const [row] = rows;
  if (!row || row.endedAt === null) throw new Problem("not_found", { logReason: "trashed or lost the role meanwhile" });
  if (row.changeId === changeId) kickOutbox(ctx);
}

async function requireOwnShare(ctx: RequestContext, shareId: string): Promise<ShareAccess> {
  const access = await requireShare(ctx, { shareId }, "edit", "content.share");
  if (atLeast(access.level, wantedOf(access))) return access;
  throw new Problem("forbidden", { logReason: "another's further link" });
}

function wantedOf({ share, actor }: ShareAccess): Level {
  return levelToChangeShare(share, actor.membership.id);
}

/** The same while it is written. */
function mayStillChange(access: ShareAccess): SQL {
  return mayStill(access.actor, access.node.id, wantedOf(access));
}

import { type SQL, sql } from "drizzle-orm";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";

type Alias = "memberships" | "mine" | "actor";

/**
 * A session serves all workspaces of its person. In one of them it counts for nothing once an admin has ended the
 * member's access there: it must have been begun later than that. In SQL beside `sessions`, wherever a membership is
 * read as that of whoever asks.
 */
export function countsHere(membership: Alias): SQL {
  return sql`sessions.created_at > coalesce(${sql.raw(membership)}.sign_in_after, 0)`;
}

/** The workspaces where a session counts for nothing, as SQL that selects their ids. */
export function shutTo(sessionId: string): SQL {
  return sql`SELECT mine.workspace_id FROM ${sessions} JOIN ${memberships} AS mine ON mine.user_id = sessions.user_id
    WHERE sessions.id = ${sessionId} AND mine.status <> 'ended' AND NOT ${countsHere("mine")}`;
}

/** The same as `countsHere` of rows that were read: whoever asks must sign in anew before this membership is theirs. */
export function mustSignIn({ signInAfter }: { signInAfter: number | null }, signedInAt: number): boolean {
  return signInAfter !== null && signedInAt <= signInAfter;
}

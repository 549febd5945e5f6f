import { type SQL, sql } from "drizzle-orm";
import { memberships } from "../db/schema/memberships.ts";
import type { Actor } from "../workspaces/authorize.ts";

/**
 * The precondition of every write: the actor is still active in the role they were judged by, and need not sign in
 * anew. Between that reading and this write someone may have demoted or removed them, or ended their sessions.
 */
export function actorStill(actor: Pick<Actor, "membership" | "signedInAt">): SQL {
  const { id, role } = actor.membership;
  return sql`EXISTS (SELECT 1 FROM ${memberships} AS actor
    WHERE actor.id = ${id} AND actor.status = 'active' AND actor.role = ${role} AND ${signedInSince(actor)})`;
}

/** The same of what takes no role: their session counts here yet. */
export function sessionStill(actor: Actor): SQL {
  return sql`EXISTS (SELECT 1 FROM ${memberships} AS actor WHERE actor.id = ${actor.membership.id} AND ${signedInSince(actor)})`;
}

function signedInSince({ signedInAt }: Pick<Actor, "signedInAt">): SQL {
  return sql`${signedInAt} > coalesce(actor.sign_in_after, 0)`;
}

import { sql } from "drizzle-orm";
import { memberships } from "../db/schema/memberships.ts";
import type { Actor } from "../workspaces/authorize.ts";

/**
 * The precondition of every write: the actor is still active in the role they were judged by.
 * Between that reading and this write someone may have demoted or removed them.
 */
export function actorStill(actor: Actor) {
  const { id, role } = actor.membership;
  return sql`EXISTS (SELECT 1 FROM ${memberships} AS actor
    WHERE actor.id = ${id} AND actor.status = 'active' AND actor.role = ${role})`;
}

import { type SQL, sql } from "drizzle-orm";
import type { Decision } from "../../shared/policy/review-state.ts";
import { memberships } from "../db/schema/memberships.ts";
import { reviewers, reviews } from "../db/schema/reviews.ts";
import { users } from "../db/schema/users.ts";

/** Somebody who must approve; their address is for editors. */
export type Reviewer = { membershipId: string; name: string; email: string };

/** What is known of the review of something: the decisions on one upload, and who is required; of active members alone. */
export type ReviewFacts = {
  decided: { membershipId: string; name: string; decision: Decision; note: string; version: number; at: number }[];
  required: Reviewer[];
};

/** The same as one column of JSON, so that a page costs no statement more. `node` and `version` in SQL. */
export function reviewFacts(node: SQL, version: SQL): SQL<ReviewFacts> {
  return sql`json_object('decided', (SELECT json_group_array(json_object('membershipId', decided.membership_id,
      'name', person.name, 'decision', decided.decision, 'note', decided.note, 'version', decided.version,
      'at', decided.decided_at))
    FROM ${reviews} AS decided JOIN ${memberships} AS by_whom ON by_whom.id = decided.membership_id
      JOIN ${users} AS person ON person.id = by_whom.user_id
    WHERE decided.node_id = ${node} AND decided.version = ${version} AND by_whom.status = 'active'),
  'required', (SELECT json_group_array(json_object('membershipId', asked.membership_id, 'name', person.name,
      'email', by_whom.email))
    FROM ${reviewers} AS asked JOIN ${memberships} AS by_whom ON by_whom.id = asked.membership_id
      JOIN ${users} AS person ON person.id = by_whom.user_id
    WHERE asked.node_id = ${node} AND by_whom.status = 'active'))`.mapWith(readFacts) as SQL<ReviewFacts>;
}

export function readFacts(text: string): ReviewFacts {
  return JSON.parse(text) as ReviewFacts;
}

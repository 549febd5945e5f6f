import { withoutQuery } from "./query-failure.ts";

/** The rules the database itself keeps, by the word its refusal carries. */
const CONSTRAINTS = {
  workspaces_seats_bound: "seats",
  last_super_admin: "last_super_admin",
  personal_workspace: "personal_workspace",
  invalid_transition: "invalid_transition",
  workspace_deleted: "workspace_deleted",
  "domains.domain": "domain_taken",
} as const;

export type Constraint = (typeof CONSTRAINTS)[keyof typeof CONSTRAINTS];

/** Which rule a failed write broke; undefined for any other failure. */
export function brokenConstraint(error: unknown): Constraint | undefined {
  for (let cause = withoutQuery(error); cause instanceof Error; cause = cause.cause) {
    for (const [word, constraint] of Object.entries(CONSTRAINTS)) {
      if (cause.message.includes(word)) return constraint;
    }
  }
  return undefined;
}

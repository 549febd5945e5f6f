import * as v from "valibot";
import type { auditEntry, auditPage } from "./answers/audit.ts";
import { described, idField, pageQuery, timeField } from "./fields.ts";

/** `actor` a user's or a membership's id, `action` such as `member.approved`, `since` an ISO 8601 time; all may stand together. */
export const auditQuery = v.strictObject({
  ...pageQuery,
  actor: described(
    v.optional(v.union([idField("user"), idField("membership")])),
    "What this person did: a user, or a member of this workspace whatever became of them.",
  ),
  action: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]+\.[a-z_]+$/, "Must be an action such as member.invited."))),
  since: described(v.optional(timeField), "What was done then or later."),
});

export type AuditEntry = v.InferOutput<typeof auditEntry>;

export type AuditPage = v.InferOutput<typeof auditPage>;

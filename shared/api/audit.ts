import * as v from "valibot";
import type { auditEntry, auditPage } from "./answers/audit.ts";
import { described, idField, pageQuery, timeField } from "./fields.ts";

/** `actor` a user's id, `action` such as `member.approved`, `since` an ISO 8601 time; all may stand together. */
export const auditQuery = v.strictObject({
  ...pageQuery,
  actor: described(v.optional(idField("user")), "What this person did."),
  action: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]+\.[a-z_]+$/, "Must be an action such as member.invited."))),
  since: described(v.optional(timeField), "What was done then or later."),
});

export type AuditEntry = v.InferOutput<typeof auditEntry>;

export type AuditPage = v.InferOutput<typeof auditPage>;

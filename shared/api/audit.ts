import * as v from "valibot";
import { idField, type Page, pageQuery, timeField } from "./fields.ts";

/** `actor` a user's id, `action` such as `member.approved`, `since` an ISO 8601 time; all may stand together. */
export const auditQuery = v.strictObject({
  ...pageQuery,
  actor: v.optional(idField("user")),
  action: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]+\.[a-z_]+$/, "Must be an action such as member.invited."))),
  since: v.optional(timeField),
});

/** Who did what to what; `actor` is null where the service itself acted, `data` what there is to say of it. */
export type AuditEntry = {
  id: string;
  at: string;
  actor: { id: string; email: string; name: string } | null;
  action: string;
  target: string;
  data: Record<string, unknown>;
};

export type AuditPage = Page<AuditEntry>;

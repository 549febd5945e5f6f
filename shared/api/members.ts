import * as v from "valibot";
import { INVITATIONS_PER_CALL } from "../limits.ts";
import { STATUSES } from "../policy/membership.ts";
import type { invitationPreview, invitationResult, member, memberCounts, memberPage } from "./answers/members.ts";
import { described, idField, pageQuery, roleField } from "./fields.ts";

export const memberQuery = v.strictObject({
  ...pageQuery,
  status: v.optional(v.picklist(STATUSES, `Must be one of ${STATUSES.join(", ")}.`)),
  role: v.optional(roleField),
  q: described(
    v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100, "Must be at most 100 characters."))),
    "How name or address begin.",
  ),
});

/**
 * An address that is none is an outcome of its own (`invalid_email`), not a bad request:
 * none is lost because of another.
 */
export const invitationsRequest = v.strictObject({
  invitations: v.pipe(
    v.array(
      v.strictObject({
        email: v.pipe(v.string("Must be text."), v.maxLength(1_000, "Must be at most 1000 characters.")),
        role: roleField,
      }),
      "Must be a list.",
    ),
    v.minLength(1, "Must name at least one address."),
    v.maxLength(INVITATIONS_PER_CALL, `Must name at most ${INVITATIONS_PER_CALL} addresses.`),
  ),
});

export const memberChange = v.pipe(
  v.strictObject({
    role: v.optional(roleField),
    status: v.optional(v.picklist(["active", "suspended"], "Must be active or suspended.")),
  }),
  v.check((change) => change.role !== undefined || change.status !== undefined, "Must name a role or a status."),
);

export const memberRemovalQuery = v.strictObject({
  transferTo: described(v.optional(idField("membership")), "Who gets what they own."),
});

export type Member = v.InferOutput<typeof member>;

export type MemberCounts = v.InferOutput<typeof memberCounts>;

export type MemberPage = v.InferOutput<typeof memberPage>;

export const INVITATION_OUTCOMES = [
  "invited",
  "approved",
  "already_invited",
  "already_member",
  "no_seat",
  "invalid_email",
] as const;
export type InvitationOutcome = (typeof INVITATION_OUTCOMES)[number];

export type InvitationResult = v.InferOutput<typeof invitationResult>;

export type InvitationPreview = v.InferOutput<typeof invitationPreview>;

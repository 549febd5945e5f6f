import * as v from "valibot";
import { INVITATIONS_PER_CALL } from "../limits.ts";
import { type MembershipStatus, STATUSES } from "../policy/membership.ts";
import type { Role } from "../policy/roles.ts";
import { idField, pageQuery, roleField } from "./fields.ts";

export const memberQuery = v.strictObject({
  ...pageQuery,
  status: v.optional(v.picklist(STATUSES, `Must be one of ${STATUSES.join(", ")}.`)),
  role: v.optional(roleField),
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100, "Must be at most 100 characters."))),
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

export const memberRemovalQuery = v.strictObject({ transferTo: v.optional(idField("membership")) });

export type Member = {
  id: string;
  email: string;
  /** What the person calls themselves; empty until they have accepted and said. */
  name: string;
  role: Role;
  status: MembershipStatus;
  /** The status in the reader's language. */
  statusLabel: string;
  invitedAt: string | null;
  expiresAt: string | null;
  activatedAt: string | null;
};

/** Members per status of the whole workspace, whatever the filter. */
export type MemberCounts = Record<MembershipStatus, number>;

export type MemberPage = { items: Member[]; nextCursor: string | null; counts: MemberCounts };

export const INVITATION_OUTCOMES = [
  "invited",
  "approved",
  "already_invited",
  "already_member",
  "no_seat",
  "invalid_email",
] as const;
export type InvitationOutcome = (typeof INVITATION_OUTCOMES)[number];

export type InvitationResult = { email: string; outcome: InvitationOutcome; membership?: Member };

/** What whoever holds the link may know; `email` is masked unless it is the reader's own. */
export type InvitationPreview = {
  workspace: { name: string };
  email: string;
  role: Role;
  expiresAt: string;
};

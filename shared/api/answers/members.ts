import * as v from "valibot";
import { STATUSES } from "../../policy/membership.ts";
import { described, idField, roleField } from "../fields.ts";
import { INVITATION_OUTCOMES } from "../members.ts";
import { count, moment, named, pageOf, withMore } from "./fields.ts";

/** One person's membership of a workspace. */
export const member = named(
  "Member",
  v.object({
    id: idField("membership"),
    email: described(v.string(), "The address it was made for."),
    name: described(v.string(), "What the person calls themselves; empty until they have accepted and said."),
    role: roleField,
    status: v.picklist(STATUSES),
    statusLabel: described(v.string(), "The status in the reader's language."),
    invitedAt: v.nullable(moment),
    expiresAt: described(v.nullable(moment), "When the invitation ends."),
    activatedAt: v.nullable(moment),
  }),
);

/** Members per status of the whole workspace, whatever the filter. */
export const memberCounts = named(
  "MemberCounts",
  v.object({
    invited: count,
    requested: count,
    active: count,
    suspended: count,
    ended: count,
  }),
);

export const memberPage = named("MemberPage", withMore(pageOf(member), { counts: memberCounts }));

export const invitationResult = named(
  "InvitationResult",
  v.object({
    email: described(v.string(), "As it was sent."),
    outcome: v.picklist(INVITATION_OUTCOMES),
    membership: v.exactOptional(member),
  }),
);

export const invitationResults = named("InvitationResults", v.object({ results: v.array(invitationResult) }));

/** What whoever holds the link may know. */
export const invitationPreview = named(
  "InvitationPreview",
  v.object({
    workspace: v.object({ name: v.string() }),
    email: described(v.string(), "Masked unless it is the reader's own."),
    role: roleField,
    expiresAt: moment,
  }),
);

import * as v from "valibot";
import { CAPABILITIES } from "../../policy/roles.ts";
import { GUESTS_ALLOWED } from "../../policy/share-policy.ts";
import { described, idField, roleField } from "../fields.ts";
import { JOIN_POLICIES, PLANS, WORKSPACE_KINDS } from "../workspaces.ts";
import { count, named, urlText, withMore } from "./fields.ts";
import { listedShare } from "./shares.ts";

/** How a workspace's share pages and mails look. */
export const look = named(
  "Look",
  v.object({
    colour: described(v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))), "As `#rrggbb`."),
    logoUrl: v.nullable(urlText),
  }),
);

/** What a workspace allows of all its shares, those that exist already too. */
export const sharePolicy = named(
  "SharePolicy",
  v.object({
    publicAllowed: v.boolean(),
    passwordRequired: described(
      v.boolean(),
      "Closes `public` shares; `restricted` and `workspace` ones need no password.",
    ),
    longestExpiryDays: described(
      v.nullable(count),
      "A share ends at the earlier of its own expiry and its making plus so many days.",
    ),
    downloadAllowed: v.boolean(),
    guestsAllowed: described(
      v.picklist(GUESTS_ALLOWED),
      "Whom `restricted` shares may let in besides members: nobody, single addresses, or whole domains too.",
    ),
  }),
);

export const workspace = named(
  "Workspace",
  v.object({
    id: idField("workspace"),
    kind: v.picklist(WORKSPACE_KINDS),
    name: v.string(),
    joinPolicy: v.picklist(JOIN_POLICIES),
    defaultRole: described(roleField, "The role of whoever comes in by asking or by domain."),
    sharePolicy,
    look,
    abilities: described(v.array(v.picklist(CAPABILITIES)), "What the caller may do here."),
  }),
);

/** A link that a share policy would close, known again by what it shows. */
export const closingShare = named("ClosingShare", withMore(listedShare, { nodeTitle: v.string() }));

/** What a share policy would end that is so now: the links that it closes, and what goes at those that stay open. */
export const policyPreview = named(
  "PolicyPreview",
  v.object({
    closes: described(v.array(closingShare), "The newest of them, two hundred at most."),
    count: described(count, "How many in all."),
    guests: described(
      v.object({ addresses: count, domains: count }),
      "Each once, whom restricted links that stay open let in as guests no longer.",
    ),
    downloads: described(count, "Links that stay open and may no longer be downloaded from."),
  }),
);

/** A plan and its seats: `occupied + held + free = seats`; invitations whose time is over hold nothing. */
export const plan = named(
  "Plan",
  v.object({
    plan: v.picklist(PLANS),
    seats: count,
    occupied: described(count, "Seats of active members."),
    held: described(count, "Seats kept for whoever is invited."),
    free: count,
  }),
);

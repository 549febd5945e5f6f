import * as v from "valibot";
import { SEATS_HIGHEST, SHARE_DAYS_MAX } from "../limits.ts";
import { GUESTS_ALLOWED } from "../policy/share-policy.ts";
import type { plan, policyPreview, workspace } from "./answers/workspaces.ts";
import { nameField } from "./fields.ts";
import { LINK_ROLES } from "./invite-links.ts";

export const WORKSPACE_KINDS = ["personal", "shared"] as const;

export const JOIN_POLICIES = ["invite_only", "request", "domain"] as const;
export type JoinPolicy = (typeof JOIN_POLICIES)[number];

export const PLANS = ["free", "team", "enterprise"] as const;

const yesOrNo = v.boolean("Must be true or false.");

export const workspaceCreation = v.strictObject({ name: nameField });

/** What is not named stays as it is. */
export const sharePolicyChange = v.pipe(
  v.strictObject({
    publicAllowed: v.optional(yesOrNo),
    passwordRequired: v.optional(yesOrNo),
    longestExpiryDays: v.optional(
      v.nullable(
        v.pipe(
          v.number("Must be a number."),
          v.integer("Must be a whole number."),
          v.minValue(1, "Must be at least 1."),
          v.maxValue(SHARE_DAYS_MAX, `Must be at most ${SHARE_DAYS_MAX}.`),
        ),
      ),
    ),
    downloadAllowed: v.optional(yesOrNo),
    guestsAllowed: v.optional(v.picklist(GUESTS_ALLOWED, `Must be one of ${GUESTS_ALLOWED.join(", ")}.`)),
  }),
  v.check((change) => Object.keys(change).length > 0, "Name something to change."),
);

export type SharePolicyChange = v.InferOutput<typeof sharePolicyChange>;

/** In lower case, so that one colour is one text. */
const colourField = v.pipe(
  v.string("Must be text."),
  v.regex(/^#[0-9a-fA-F]{6}$/, "Must be a colour such as #274c5e."),
  v.toLowerCase(),
);

export const workspaceChange = v.strictObject({
  name: v.optional(nameField),
  // People may come in by themselves in it: a Super Admin is made by name.
  defaultRole: v.optional(v.picklist(LINK_ROLES, `Must be one of ${LINK_ROLES.join(", ")}.`)),
  joinPolicy: v.optional(v.picklist(JOIN_POLICIES, `Must be one of ${JOIN_POLICIES.join(", ")}.`)),
  sharePolicy: v.optional(sharePolicyChange),
  look: v.optional(v.strictObject({ colour: v.nullable(colourField) })),
});

export const planChange = v.strictObject({
  plan: v.optional(v.picklist(PLANS, `Must be one of ${PLANS.join(", ")}.`)),
  seats: v.pipe(
    v.number("Must be a number."),
    v.integer("Must be a whole number."),
    v.minValue(1, "Must be at least 1."),
    v.maxValue(SEATS_HIGHEST, `Must be at most ${SEATS_HIGHEST}.`),
  ),
});

export type Workspace = v.InferOutput<typeof workspace>;

export type PolicyPreview = v.InferOutput<typeof policyPreview>;

export type Plan = v.InferOutput<typeof plan>;

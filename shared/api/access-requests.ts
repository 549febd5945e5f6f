import * as v from "valibot";
import { ACCESS_MESSAGE_MAX } from "../limits.ts";
import { GRANT_LEVELS, type NodeKind } from "../policy/access.ts";
import type { AccessOutcome } from "../problem.ts";
import { pageQuery, textField } from "./fields.ts";

/** What whoever asks for access may say with it. */
export const accessAsked = v.optional(
  v.strictObject({
    message: v.optional(textField(ACCESS_MESSAGE_MAX)),
  }),
  {},
);

/** `edit` is for members of the workspace; whoever comes from outside may only view. */
export const accessGrant = v.strictObject({
  level: v.picklist(GRANT_LEVELS, `Must be one of ${GRANT_LEVELS.join(", ")}.`),
});

export const accessRequestQuery = v.strictObject(pageQuery);

/** Someone whom a share refused and who asks to be let in. */
export type AccessRequest = {
  id: string;
  nodeId: string;
  email: string;
  name: string;
  message: string;
  createdAt: string;
};

/**
 * The same as a notification tells it. Whoever has `manage` at the node sees all of it; whoever asked sees their own
 * words and, once they may watch, what the share shows.
 */
export type ToldAccessRequest = AccessRequest & {
  state: "open" | AccessOutcome;
  /** What the share shows, and what kind of thing that is; null for whoever may not see it. */
  shareTitle: string | null;
  shareKind: NodeKind | null;
  url: string;
  /** Whether whoever asked is an active member of the workspace, who may be given `edit`. */
  isMember: boolean;
};

import * as v from "valibot";
import { NODE_KINDS } from "../../policy/access.ts";
import { ACCESS_OUTCOMES } from "../../problem.ts";
import { described, idField } from "../fields.ts";
import { addressText, moment, named, pageOf, urlText, withMore } from "./fields.ts";

/** Someone whom a share refused and who asks to be let in. */
export const accessRequest = named(
  "AccessRequest",
  v.object({
    id: idField("accessRequest"),
    nodeId: idField("node"),
    email: addressText,
    name: v.string(),
    message: described(v.string(), "What they wrote; may be empty."),
    createdAt: moment,
  }),
);

export const accessRequestPage = named("AccessRequestPage", pageOf(accessRequest));

/**
 * The same as a notification tells it. Whoever has `manage` at the node sees all of it; whoever asked sees their own
 * words and, once they may watch, what the share shows.
 */
export const toldAccessRequest = named(
  "ToldAccessRequest",
  withMore(accessRequest, {
    state: v.picklist(["open", ...ACCESS_OUTCOMES]),
    shareTitle: described(v.nullable(v.string()), "What the share shows; null for whoever may not see it."),
    shareKind: described(v.nullable(v.picklist(NODE_KINDS)), "What kind of thing it shows; null as well."),
    url: urlText,
    isMember: described(v.boolean(), "Whether whoever asked is an active member, who may be given `edit`."),
  }),
);

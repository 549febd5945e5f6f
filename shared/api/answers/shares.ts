import * as v from "valibot";
import { LEVELS, NODE_KINDS } from "../../policy/access.ts";
import { VISIBILITIES } from "../../policy/share-access.ts";
import { described, idField } from "../fields.ts";
import { SLUG } from "../shares.ts";
import { count, moment, named, pageOf, urlText, withMore } from "./fields.ts";

/** A link to a node, and who may open it. */
export const share = named(
  "Share",
  v.object({
    id: idField("share"),
    nodeId: idField("node"),
    slug: v.pipe(v.string(), v.regex(SLUG)),
    url: urlText,
    isSharePage: described(
      v.boolean(),
      "The video's Share Page, as against a further link; false to whoever may not edit what it shows.",
    ),
    label: v.nullable(v.string()),
    visibility: v.picklist(VISIBILITIES),
    hasPassword: v.boolean(),
    guests: described(v.array(v.string()), "Addresses and domains from outside that a `restricted` share lets in."),
    expiresAt: v.nullable(moment),
    maxViews: v.nullable(count),
    views: count,
    allowDownload: v.boolean(),
    allowComments: v.boolean(),
    allowEmbed: v.boolean(),
    allowIndexing: v.boolean(),
    pinnedVersion: described(v.nullable(count), "The version that it shows; null for the one that is played."),
    endedAt: described(v.nullable(moment), "When it was ended; its link opens nothing any more."),
  }),
);

/** A live link as the list of them has it. */
export const listedShare = named(
  "ListedShare",
  withMore(share, {
    createdAt: moment,
    createdBy: v.object({ membershipId: idField("membership"), name: v.string() }),
    lastOpenedAt: described(v.nullable(moment), "When somebody was last let in."),
  }),
);

export const listedSharePage = named("ListedSharePage", pageOf(listedShare));

/** A share with what it shows, as the popup finds it by the slug in the tab's address. */
export const shareWithNode = named(
  "ShareWithNode",
  withMore(share, {
    canChange: described(v.boolean(), "Whether the caller's role and level let them change it."),
    node: v.object({
      id: idField("node"),
      kind: v.picklist(NODE_KINDS),
      title: v.string(),
      level: described(v.picklist(LEVELS), "The caller's."),
      workspaceId: idField("workspace"),
    }),
  }),
);

export const shareWithNodePage = named("ShareWithNodePage", pageOf(shareWithNode));

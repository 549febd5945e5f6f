import * as v from "valibot";
import { GRANTS_MAX } from "../limits.ts";
import { EVERYONE, GRANT_LEVELS, NODE_KINDS } from "../policy/access.ts";
import type { contentNode, levelExplanation, media, trashedNode } from "./answers/nodes.ts";
import { described, idField, pageQuery, titleField } from "./fields.ts";

const kindField = v.picklist(NODE_KINDS, `Must be one of ${NODE_KINDS.join(", ")}.`);

export const nodeCreation = v.strictObject({
  kind: kindField,
  title: titleField,
  parentId: v.optional(idField("node")),
});

/**
 * Another title, another parent, another place among its siblings (after one of them, or null for first), another
 * owner: one or several of them at once.
 */
export const nodeChange = v.pipe(
  v.strictObject({
    title: v.optional(titleField),
    parentId: v.optional(idField("node")),
    afterId: described(v.optional(v.nullable(idField("node"))), "The sibling to stand after; null for first."),
    ownerMembershipId: v.optional(idField("membership")),
  }),
  v.check((change) => Object.keys(change).length > 0, "Must name a title, a parent, a place or an owner."),
);

/** An order key, or a search's last id. A key grows where somebody orders between the same two again and again. */
const cursorField = v.pipe(v.string("Must be text."), v.regex(/^\w{1,8000}$/, "Is not one of ours."));

/** Without `parentId` the roots of what one sees; with `q` flat; `as` a member, for Super Admins. */
export const nodeQuery = v.strictObject({
  ...pageQuery,
  cursor: v.optional(cursorField),
  parentId: described(v.optional(idField("node")), "What stands in it; else the roots of what one sees."),
  kind: v.optional(kindField),
  q: described(
    v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100, "Must be at most 100 characters."))),
    "What the title holds; the list is flat then.",
  ),
  as: described(v.optional(idField("membership")), "What this member sees; for Super Admins."),
});

export const trashQuery = v.strictObject(pageQuery);

/** The whole of who gets what at a node: what is not in it is taken away. */
export const nodeAccess = v.strictObject({
  everyone: v.picklist(EVERYONE, `Must be one of ${EVERYONE.join(", ")}.`),
  grants: v.pipe(
    v.array(
      v.strictObject({
        membershipId: idField("membership"),
        level: v.picklist(GRANT_LEVELS, `Must be one of ${GRANT_LEVELS.join(", ")}.`),
      }),
      "Must be a list.",
    ),
    v.maxLength(GRANTS_MAX, `Must name at most ${GRANTS_MAX} members.`),
  ),
});

export type NodeAccessList = v.InferOutput<typeof nodeAccess>;

export const explainQuery = v.strictObject({ membershipId: idField("membership") });

export type LevelExplanation = v.InferOutput<typeof levelExplanation>;

export type Media = v.InferOutput<typeof media>;

export type ContentNode = v.InferOutput<typeof contentNode>;

export type TrashedNode = v.InferOutput<typeof trashedNode>;

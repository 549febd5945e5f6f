import * as v from "valibot";
import { GRANTS_MAX } from "../limits.ts";
import {
  EVERYONE,
  type Everyone,
  GRANT_LEVELS,
  type Level,
  type LevelReason,
  NODE_KINDS,
  type NodeKind,
} from "../policy/access.ts";
import { idField, pageQuery, titleField } from "./fields.ts";

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
    afterId: v.optional(v.nullable(idField("node"))),
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
  parentId: v.optional(idField("node")),
  kind: v.optional(kindField),
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100, "Must be at most 100 characters."))),
  as: v.optional(idField("membership")),
});

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

/** Why a member has their level at a node: the rule and the node that decided. */
export type LevelExplanation = { level: Level; reason: LevelReason | "not_active"; decidedBy: string };

/**
 * The bytes of a video, an avatar (a picture) or a voice (a sound). `duration` in seconds, null of a picture;
 * `width` and `height` in pixels as shown, null of a sound. `fastStart`: whether an MP4 or MOV has its index in front and
 * plays from its first bytes on (else a player fetches the end first), null of what has none.
 */
export type Media = {
  contentType: string;
  size: number;
  duration: number | null;
  width: number | null;
  height: number | null;
  fastStart: boolean | null;
  uploadedAt: string;
};

export type ContentNode = {
  id: string;
  workspaceId: string;
  kind: NodeKind;
  title: string;
  parentId: string | null;
  ownerMembershipId: string;
  everyone: Everyone;
  /** The caller's. */
  level: Level;
  media: Media | null;
};

import * as v from "valibot";
import { EVERYONE, LEVEL_REASONS, LEVELS, NODE_KINDS } from "../../policy/access.ts";
import { described, idField } from "../fields.ts";
import { addressText, count, moment, named, pageOf } from "./fields.ts";

/** Why a member has their level at a node. */
export const levelExplanation = named(
  "LevelExplanation",
  v.object({
    level: v.picklist(LEVELS),
    reason: described(
      v.picklist([...LEVEL_REASONS, "not_active"]),
      "The rule that decided. `viewer_ceiling`: more was found, and the role allows no more than `view`.",
    ),
    decidedBy: described(idField("node"), "The node that decided."),
  }),
);

const pixels = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));

/** The bytes of a video, an avatar (a picture) or a voice (a sound). */
export const media = named(
  "Media",
  v.object({
    contentType: v.string(),
    size: described(count, "Bytes."),
    duration: described(v.nullable(v.number()), "Seconds; null of a picture."),
    width: described(pixels, "Pixels as shown; null of a sound."),
    height: described(pixels, "Pixels as shown; null of a sound."),
    fastStart: described(
      v.nullable(v.boolean()),
      "Whether an MP4 or MOV has its index in front and plays from its first bytes on; null of what has none.",
    ),
    uploadedAt: moment,
  }),
);

/** A project, folder, video, avatar or voice. */
export const contentNode = named(
  "Node",
  v.object({
    id: idField("node"),
    workspaceId: idField("workspace"),
    kind: v.picklist(NODE_KINDS),
    title: v.string(),
    parentId: described(v.nullable(idField("node")), "Null of a project, which stands at the top."),
    ownerMembershipId: idField("membership"),
    everyone: described(v.picklist(EVERYONE), "What all members get here; `inherit`: what they get above."),
    level: described(v.picklist(LEVELS), "The caller's."),
    media: described(v.nullable(media), "Null until an upload is complete."),
  }),
);

/** What lies in the trash, with all that stands below it. */
export const trashedNode = named(
  "TrashedNode",
  v.object({
    id: idField("node"),
    kind: v.picklist(NODE_KINDS),
    title: v.string(),
    parent: described(
      v.nullable(v.object({ id: idField("node"), title: v.string() })),
      "Where it comes back to; null of a project, and where the caller does not see it.",
    ),
    trashedAt: moment,
    trashedBy: described(
      v.nullable(v.object({ name: v.string(), email: addressText })),
      "Who put it there; null where the service did.",
    ),
    keptUntil: described(moment, "It can be restored until then."),
  }),
);

export const trashPage = named("TrashPage", pageOf(trashedNode));

export const contentNodePage = named("NodePage", pageOf(contentNode));

import * as v from "valibot";
import { REACTIONS } from "../../reactions.ts";
import { described, idField } from "../fields.ts";
import { count, moment, named, pageOf, withMore } from "./fields.ts";

/** What the caller may do with a comment. */
export const COMMENT_ABILITIES = ["reply", "edit", "delete", "resolve"] as const;

/** What somebody said of a video, avatar or voice. */
export const comment = named(
  "Comment",
  v.object({
    id: idField("comment"),
    nodeId: idField("node"),
    author: described(
      v.object({
        name: described(v.string(), "Empty where they never said one."),
        membershipId: described(v.optional(idField("membership")), "Of members, to members."),
        guest: described(
          v.boolean(),
          "Whether it was said by nobody of the workspace: their name is what they call themselves.",
        ),
      }),
      "Whoever said it. Of one that was deleted, nobody.",
    ),
    body: v.string(),
    reaction: described(v.boolean(), `Whether it is but one of ${REACTIONS.join(" ")} and answers nothing.`),
    atSeconds: v.nullable(v.number()),
    parentId: described(v.nullable(idField("comment")), "The first comment of its thread; null of that itself."),
    resolved: described(v.boolean(), "Of a thread, by its first comment."),
    mentions: described(v.array(idField("membership")), "To members; to others none."),
    version: described(count, "Which upload of the media it was made on, counted from 1; 0 where there was none yet."),
    createdAt: moment,
    editedAt: v.nullable(moment),
    deleted: described(v.boolean(), "Its words are gone; it stands because it was answered."),
    abilities: described(v.array(v.picklist(COMMENT_ABILITIES)), "What the caller may do with it."),
  }),
);

export const commentPage = named(
  "CommentPage",
  withMore(pageOf(comment), {
    reactions: described(
      v.array(v.object({ reaction: v.picklist(REACTIONS), count })),
      "How often each was given, whichever page this is.",
    ),
  }),
);

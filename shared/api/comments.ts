import * as v from "valibot";
import { COMMENT_MAX, COMMENT_MENTIONS_MAX, MOMENT_MAX } from "../limits.ts";
import type { comment, commentPage } from "./answers/comments.ts";
import { described, idField, nameField, pageQuery, textField } from "./fields.ts";

const NOTHING_SEEN = /^[\p{Cf}\p{Z}\s]*$/u;

/** Plain text in NFC, its lines ended by LF. */
const bodyField = described(
  v.pipe(
    v.string("Must be text."),
    v.transform((text) => text.replaceAll(/\r\n?/g, "\n").normalize("NFC")),
    textField(COMMENT_MAX),
    v.check((text) => !NOTHING_SEEN.test(text), "Must not be empty."),
  ),
  "Plain text.",
);

const atSecondsField = described(
  v.optional(
    v.nullable(
      v.pipe(
        v.number("Must be a number."),
        v.finite("Must be a number."),
        v.minValue(0, "Must be at least 0."),
        v.maxValue(MOMENT_MAX, `Must be at most ${MOMENT_MAX}.`),
      ),
    ),
    null,
  ),
  "The moment it is about, within the media's length; without one it is about all of it.",
);

const mentionsField = described(
  v.optional(
    v.pipe(
      v.array(idField("membership"), "Must be a list."),
      v.maxLength(COMMENT_MENTIONS_MAX, `Must name at most ${COMMENT_MENTIONS_MAX} members.`),
    ),
    [],
  ),
  "Memberships of whom it speaks to. Those of them who may watch are told; whoever is no active member is left out.",
);

const draft = {
  body: bodyField,
  atSeconds: atSecondsField,
  parentId: described(
    v.optional(v.nullable(idField("comment")), null),
    "What it answers. Threads are one deep: what answers a reply belongs to the thread.",
  ),
  mentions: mentionsField,
};

export const newComment = v.strictObject(draft);

/** On the page of a share; `name` is what somebody calls themselves who is no member and has said no name yet. */
export const newShareComment = v.strictObject({ ...draft, name: v.optional(nameField) });

export const commentChange = v.pipe(
  v.strictObject({
    body: v.optional(bodyField),
    resolved: described(v.optional(v.boolean("Must be true or false.")), "Of a thread, by its first comment."),
  }),
  v.check((change) => Object.values(change).some((value) => value !== undefined), "Must name something to change."),
);

/** What the forms of a share's page do with a comment. */
export const COMMENT_ACTS = ["edit", "resolve", "reopen", "delete"] as const;

export const commentQuery = v.strictObject(pageQuery);

export type CommentDraft = v.InferOutput<typeof newComment>;

export type CommentChange = v.InferOutput<typeof commentChange>;

export type Comment = v.InferOutput<typeof comment>;

export type CommentPage = v.InferOutput<typeof commentPage>;

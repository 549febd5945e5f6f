import type { CommentPage } from "../../../shared/api/comments.ts";

/** What somebody typed to say it, to be shown again where it could not be taken. */
export type CommentTyped = {
  text: string;
  reaction: string;
  at: string;
  name: string;
  parent: string;
  mentions: string;
};

/** What a page that shows the comments says of them. */
export type CommentsTold = { page: CommentPage } & (
  | { error?: never }
  | { error: string; status: number; typed: CommentTyped }
);

import { comment, commentPage } from "../../shared/api/answers/comments.ts";
import type { Reference } from "../http/reference.ts";
import type { commentRoutes } from "./routes.ts";

export const commentReference: Reference<typeof commentRoutes> = {
  tag: "Comments",
  about:
    "What people say of a video, avatar or voice, at a moment of it or of the whole. Everyone who may view it, and everyone whom a share of it with comments lets in, reads them.",
  routes: {
    "GET /videos/:nodeId/comments": {
      id: "listComments",
      summary: "List comments",
      description:
        "What is said of the whole first, then by moment; each thread's replies follow it in the order in which they were said.",
      answers: { 200: commentPage },
      refuses: ["forbidden", "not_found"],
    },
    "POST /videos/:nodeId/comments": {
      id: "postComment",
      summary: "Say something",
      answers: { 201: comment },
      refuses: ["forbidden", "not_found", "no_media", "invalid_state"],
    },
    "PATCH /comments/:commentId": {
      id: "changeComment",
      summary: "Change or resolve a comment",
      description:
        "One's own words are one's own to change. A thread is resolved by whoever began it, or who may edit what it is about.",
      answers: { 200: comment },
      refuses: ["forbidden", "not_found"],
    },
    "DELETE /comments/:commentId": {
      id: "deleteComment",
      summary: "Delete a comment",
      description:
        "One's own, or anybody's with `edit`. What was answered is emptied and stays as `deleted`, so that the answers stand.",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
  },
};

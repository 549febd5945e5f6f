import { Hono } from "hono";
import { commentChange, commentQuery, newComment } from "../../shared/api/comments.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { changeComment } from "./change-comment.ts";
import { deleteComment } from "./delete-comment.ts";
import { listComments } from "./list-comments.ts";
import { postComment } from "./post-comment.ts";

export const commentRoutes = new Hono<AppEnv>()
  .get("/videos/:nodeId/comments", query(commentQuery), async (c) =>
    c.json(await listComments(c.get("ctx"), c.req.param("nodeId"), c.req.valid("query")), 200),
  )
  .post("/videos/:nodeId/comments", jsonBody(newComment), async (c) =>
    c.json(await postComment(c.get("ctx"), c.req.param("nodeId"), c.req.valid("json")), 201),
  )
  .patch("/comments/:commentId", jsonBody(commentChange), async (c) =>
    c.json(await changeComment(c.get("ctx"), c.req.param("commentId"), c.req.valid("json")), 200),
  )
  .delete("/comments/:commentId", async (c) => {
    await deleteComment(c.get("ctx"), c.req.param("commentId"));
    return c.body(null, 204);
  });

import { type Context, Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { type GateAnswer, openShare } from "../shares/gate.ts";
import { streamMedia } from "../shares/stream-media.ts";
import { closedSharePage } from "./closed-share-page.tsx";
import { sharePage } from "./share-page.tsx";

/** Every surface of a share; each passes the one gate. Hono answers HEAD from these too. */
export const shareSurfaceRoutes = new Hono<AppEnv>()
  .get("/s/:slug", async (c) => {
    const ctx = c.get("ctx");
    const answer = await openShare(ctx, c.req.param("slug"));
    if (answer.viewer) ctx.log.user = answer.viewer.id;
    if (answer.allow) return sharePage(ctx, answer.view, c.req.header("If-None-Match") ?? null);
    return refuse(c, answer, c.req.param("slug"));
  })
  .get("/s/:slug/media", (c) => streamMedia(c.get("ctx"), c.req.param("slug"), c.req.raw));

/** The page's answers by the table under "Shares" of the product: each says what to do next. */
function refuse(
  c: Context<AppEnv>,
  { reason, viewer }: Extract<GateAnswer, { allow: false }>,
  slug: string,
): Response | Promise<Response> {
  const ctx = c.get("ctx");
  ctx.log.reason = reason;
  switch (reason) {
    case "unknown":
      return closedSharePage(ctx, { why: "not_found" });
    case "ended":
      return closedSharePage(ctx, { why: "gone" });
    case "sign_in":
      return new Response(null, {
        status: 303,
        headers: { Location: `/sign-in?next=/s/${slug}`, "Cache-Control": "private, no-store", Vary: "Cookie" },
      });
    case "no_level":
      return closedSharePage(ctx, { why: "forbidden", email: viewer?.email ?? "" });
  }
}

import { type Context, Hono } from "hono";
import { accepts } from "hono/accepts";
import { serveCaptions } from "../captions/serve-captions.ts";
import { serveTranscript } from "../captions/serve-transcript.ts";
import type { AppEnv } from "../context.ts";
import { requireOwnOrigin } from "../http/own-origin.ts";
import { Problem } from "../http/problem.ts";
import { readForm } from "../http/validate.ts";
import { servePoster } from "../posters/serve-poster.ts";
import { type Lock, openShare } from "../shares/gate.ts";
import { noteOpened } from "../shares/note-opened.ts";
import { askedOf, askedPage, type ShareAsked } from "../shares/share-asked.ts";
import { downloadMedia, streamMedia } from "../shares/stream-media.ts";
import { unlockShare } from "../shares/unlock-share.ts";
import { answerAsking } from "./ask-route.ts";
import { shareCardPage } from "./closed-share-page.tsx";
import { answerEmbed } from "./embed-route.ts";
import { refuseShare, toShare } from "./refuse-share.ts";
import { type Asking, sharePasswordPage } from "./share-password-page.tsx";
import { answerCaptions, answerCaptionsRemoved } from "./sharing/captions-route.ts";
import { captionsToEdit } from "./sharing/read-edit.ts";
import { answerSettings } from "./sharing/settings-route.ts";
import { sharedPage } from "./sharing/shared-page.ts";
import { savedIn } from "./sharing/sharing-said.ts";
import { answerWithdrawForm, answerWithdrawing } from "./withdraw-route.ts";

/** Every surface of a share; each passes the one gate. Hono answers HEAD from these too. */
export const shareSurfaceRoutes = new Hono<AppEnv>()
  .get("/s/:slug", async (c) => {
    const ctx = c.get("ctx");
    const asked = askedPage(c.req.param("slug"), { node: c.req.query("node"), after: c.req.query("after") });
    const answer = await openShare(ctx, asked);
    if (answer.viewer) ctx.log.user = answer.viewer.id;
    if (!answer.allow) return refuseShare(ctx, answer, asked);
    if (answer.onlyLooks) return shareCardPage(ctx, asked.slug);
    const { view, cookie } = answer;
    noteOpened(ctx, view.share);
    const { headers } = c.req.raw;
    const edited = c.req.query("edit");
    const said =
      edited === undefined
        ? savedIn(c.req.query("saved"), c.req.query("left_out"))
        : await captionsToEdit(ctx, view, edited);
    return withCookie(await sharedPage(ctx, view, headers, said), cookie);
  })
  .get("/s/:slug/embed", (c) => answerEmbed(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node")), c.req.raw))
  .post("/s/:slug/unlock", async (c) => {
    const ctx = c.get("ctx");
    const asked = askedOf(c.req.param("slug"), c.req.query("node"));
    requireOwnOrigin(ctx, c.req.raw.headers);
    // Compared with the password of now: a kept reading may know the one before.
    const answer = await openShare(ctx, asked, { anew: true });
    if (answer.viewer) ctx.log.user = answer.viewer.id;
    if (answer.allow) return toShare(asked);
    if (answer.reason !== "locked") return refuseShare(ctx, answer, asked);
    return tryPassword(c, { ...asked, isStranger: !answer.viewer }, answer.lock);
  })
  .post("/s/:slug/access-requests", (c) => answerAsking(c, askedOf(c.req.param("slug"), c.req.query("node"))))
  .delete("/s/:slug/access-requests", (c) => answerWithdrawing(c, askedOf(c.req.param("slug"), c.req.query("node"))))
  .post("/s/:slug/access-requests/withdraw", (c) =>
    answerWithdrawForm(c, askedOf(c.req.param("slug"), c.req.query("node"))),
  )
  .post("/s/:slug/settings", (c) => answerSettings(c, formOf(c)))
  .post("/s/:slug/captions", (c) => answerCaptions(c, formOf(c)))
  .post("/s/:slug/captions/remove", (c) => answerCaptionsRemoved(c, formOf(c)))
  .get("/s/:slug/download", (c) =>
    downloadMedia(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node")), c.req.raw),
  )
  .get("/s/:slug/media", (c) => streamMedia(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node")), c.req.raw))
  .get("/s/:slug/captions/:file", (c) =>
    serveCaptions(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node")), c.req.param("file")),
  )
  .get("/s/:slug/transcript", (c) =>
    serveTranscript(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node")), {
      language: c.req.query("lang"),
      acceptLanguage: c.req.header("Accept-Language") ?? null,
      asJson: wantsJson(c),
    }),
  )
  .get("/s/:slug/poster", (c) =>
    servePoster(
      c.get("ctx"),
      askedOf(c.req.param("slug"), c.req.query("node")),
      c.req.query("w"),
      c.req.header("Accept") ?? null,
    ),
  );

/** The page that a form of ours stands on, which says again what was wrong. */
function formOf(c: Context<AppEnv, "/s/:slug">): ShareAsked {
  return askedPage(c.req.param("slug"), { node: c.req.query("node"), after: undefined });
}

function wantsJson(c: Context<AppEnv>): boolean {
  const supports = ["application/json", "text/plain"];
  return accepts(c, { header: "Accept", supports, default: "text/plain" }) === "application/json";
}

async function tryPassword(
  c: Context<AppEnv>,
  asking: Pick<Asking, "slug" | "node" | "isStranger">,
  lock: Lock,
): Promise<Response> {
  const ctx = c.get("ctx");
  const password = await passwordIn(c);
  try {
    const cookie = await unlockShare(ctx, asking.slug, lock, password);
    if (cookie !== undefined) return toShare(asking, { "Set-Cookie": cookie });
    ctx.log.reason = "wrong password";
    return sharePasswordPage(ctx, { ...asking, after: "wrong" });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "rate_limited") throw error;
    ctx.log.reason = error.options.logReason ?? "tries spent";
    const { retryAfterSeconds = 60 } = error.options;
    return sharePasswordPage(ctx, { ...asking, after: "too_many", retryAfterSeconds });
  }
}

/** Read only after the gate: to a stranger's odd body a share that is not there is still not there. */
async function passwordIn(c: Context<AppEnv>): Promise<string> {
  const { password } = await readForm(c);
  if (typeof password === "string") return password;
  throw new Problem("invalid_request", {
    errors: [{ pointer: "/password", code: "required", detail: "This field is required." }],
  });
}

/** The page itself may be kept and shared by many; the cookie is one visitor's. */
function withCookie(page: Response, cookie: string | undefined): Response {
  if (cookie === undefined) return page;
  const own = new Response(page.body, page);
  own.headers.append("Set-Cookie", cookie);
  return own;
}

import { type Context, Hono } from "hono";
import { accepts } from "hono/accepts";
import { WATCHED_MAX_BYTES } from "../../shared/limits.ts";
import { serveCaptions } from "../captions/serve-captions.ts";
import { serveTranscript } from "../captions/serve-transcript.ts";
import { streamLive } from "../comments/stream-live.ts";
import type { AppEnv } from "../context.ts";
import { limitBody } from "../http/limit-body.ts";
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
import { answerComment, answerCommentAct, answerComments, readTold } from "./comments/comments-route.tsx";
import { answerEmbed } from "./embed-route.ts";
import { refuseShare, toShare } from "./refuse-share.ts";
import { answerReview, answerReviewForm } from "./reviews/review-route.ts";
import { answerReviewers } from "./reviews/reviewers-route.ts";
import { type Asking, sharePasswordPage } from "./share-password-page.tsx";
import { answerCaptions, answerCaptionsRemoved } from "./sharing/captions-route.ts";
import { answerChapters } from "./sharing/chapters-route.ts";
import { keepTyped } from "./sharing/keep-typed.tsx";
import { readEdit } from "./sharing/read-edit.ts";
import { answerSettings } from "./sharing/settings-route.ts";
import { sharedPage } from "./sharing/shared-page.ts";
import { savedIn } from "./sharing/sharing-said.ts";
import { answerWayBack } from "./sharing/way-back.ts";
import { readShownStats } from "./stats/read-shown-stats.ts";
import { answerWatched } from "./stats/watched-route.ts";
import { answerVersions } from "./versions/versions-route.ts";
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
        : await readEdit(ctx, view, edited, c.req.query("kind"));
    const told = await readTold(c, view, c.req.query("comments"));
    const stats = await readShownStats(ctx, view, c.req.query("stats"));
    const asking = { moment: c.req.query("t"), compared: c.req.query("compare"), told, stats };
    return withCookie(await sharedPage(ctx, view, headers, said, asking), cookie);
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
  .get("/s/:slug/comments", (c) => answerComments(c, formOf(c)))
  .post("/s/:slug/comments", (c) => keepTyped(c, { asked: formOf(c), surface: "/comments" }, answerComment))
  .post("/s/:slug/comments/:commentId", (c) => answerCommentAct(c, formOf(c), c.req.param("commentId")))
  .get("/s/:slug/comments/:commentId", (c) => answerWayBack(c, formOf(c)))
  .get("/s/:slug/live", (c) => streamLive(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node"))))
  .post("/s/:slug/views", limitBody(WATCHED_MAX_BYTES), (c) => answerWatched(c, formOf(c)))
  .put("/s/:slug/review", (c) => answerReview(c, formOf(c)))
  .post("/s/:slug/review", (c) => keepTyped(c, { asked: formOf(c), surface: "/review" }, answerReviewForm))
  .get("/s/:slug/review", (c) => answerWayBack(c, formOf(c)))
  .post("/s/:slug/reviewers", (c) => keepTyped(c, { asked: formOf(c), surface: "/reviewers" }, answerReviewers))
  .get("/s/:slug/reviewers", (c) => answerWayBack(c, formOf(c)))
  .post("/s/:slug/versions", (c) => keepTyped(c, { asked: formOf(c), surface: "/versions" }, answerVersions))
  .get("/s/:slug/versions", (c) => answerWayBack(c, formOf(c)))
  .post("/s/:slug/settings", (c) => keepTyped(c, { asked: formOf(c), surface: "/settings" }, answerSettings))
  .post("/s/:slug/captions", (c) => keepTyped(c, { asked: formOf(c), surface: "/captions" }, answerCaptions))
  .post("/s/:slug/chapters", (c) => keepTyped(c, { asked: formOf(c), surface: "/chapters" }, answerChapters))
  .post("/s/:slug/captions/remove", (c) =>
    keepTyped(c, { asked: formOf(c), surface: "/captions/remove" }, answerCaptionsRemoved),
  )
  .get("/s/:slug/settings", (c) => answerWayBack(c, formOf(c)))
  .get("/s/:slug/captions", (c) => answerWayBack(c, formOf(c)))
  .get("/s/:slug/chapters", (c) => answerWayBack(c, formOf(c)))
  .get("/s/:slug/download", (c) =>
    downloadMedia(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node")), c.req.raw),
  )
  .get("/s/:slug/media", (c) =>
    streamMedia(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node")), c.req.raw, c.req.query("version")),
  )
  .get("/s/:slug/captions/:file", (c) =>
    serveCaptions(c.get("ctx"), askedOf(c.req.param("slug"), c.req.query("node")), {
      file: c.req.param("file"),
      kind: c.req.query("kind"),
    }),
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
function formOf(c: Context<AppEnv, "/s/:slug" | "/s/:slug/comments/:commentId">): ShareAsked {
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

/** What is kept of a page is shared by many; the answer, its headers and this cookie are one visitor's. */
function withCookie(page: Response, cookie: string | undefined): Response {
  if (cookie !== undefined) page.headers.append("Set-Cookie", cookie);
  return page;
}

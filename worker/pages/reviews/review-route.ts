import type { Context } from "hono";
import { type ReviewGiven, reviewDecision } from "../../../shared/api/reviews.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { REVIEW_NOTE_MAX } from "../../../shared/limits.ts";
import type { AppEnv } from "../../context.ts";
import { requireOwnOrigin } from "../../http/own-origin.ts";
import { Problem } from "../../http/problem.ts";
import { check, readForm, readJson } from "../../http/validate.ts";
import { decideReview } from "../../reviews/decide-review.ts";
import { requireShareView } from "../../shares/gate.ts";
import { type ShareAsked, sharePath } from "../../shares/share-asked.ts";
import type { ShareView } from "../../shares/share-view.ts";
import { sharePage } from "../share-page.tsx";
import { NOTHING } from "../sharing/sharing-said.ts";

const OWN = { "Cache-Control": "private, no-store", Vary: "Cookie" };

/** One's decision on what a share shows, by a program. */
export async function answerReview(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const view = await requireReviewed(c, asked);
  return c.json(await decide(c, view, check(reviewDecision, await readJson(c), "")), 200, OWN);
}

/** The same by the form of the page, which says there what was wrong. */
export async function answerReviewForm(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const view = await requireReviewed(c, asked);
  const { decision, text, version } = await readForm(c);
  const note = typeof text === "string" ? text.replaceAll("\r\n", "\n") : "";
  try {
    await decide(c, view, check(reviewDecision, { decision, note, version: Number(version) }, ""));
  } catch (error) {
    const said = error instanceof Problem ? reviewError(c, error) : undefined;
    if (!(error instanceof Problem) || said === undefined) throw error;
    const ctx = c.get("ctx");
    ctx.log.code = error.code;
    const decided = { of: "decision", error: said, typed: note, status: error.status } as const;
    return sharePage(ctx, await requireReviewed(c, asked), c.req.raw.headers, { said: NOTHING, decided });
  }
  const location = `${sharePath(asked.slug, "", { node: asked.node })}#review`;
  return new Response(null, { status: 303, headers: { Location: location, ...OWN } });
}

/** The gate first; who may decide, the verb judges by the node. */
async function requireReviewed(c: Context<AppEnv>, asked: ShareAsked): Promise<ShareView> {
  const ctx = c.get("ctx");
  requireOwnOrigin(ctx, c.req.raw.headers);
  const view = await requireShareView(ctx, asked, { anew: true });
  if (!ctx.credentials) throw new Problem("unauthenticated");
  return view;
}

/** To whoever the share lets in it exists: who may not decide on it is refused, as by a share. */
async function decide(c: Context<AppEnv>, { node, share }: ShareView, given: ReviewGiven) {
  const version = share.pinnedVersion ?? given.version;
  // What a pinned share shows is what is decided on, while that is played.
  if (given.version !== undefined && given.version !== version) throw new Problem("media_replaced");
  try {
    return await decideReview(c.get("ctx"), node.id, { ...given, version });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "not_found") throw error;
    throw new Problem("forbidden", { logReason: "no member who may view it" });
  }
}

function reviewError(c: Context<AppEnv>, { code, options }: Problem): string | undefined {
  const t = translator(c.get("ctx").locale);
  if (code === "media_replaced" || code === "invalid_state") return t(`problem.${code}`);
  return options.errors?.[0]?.pointer === "/note" ? t("review.bad_note", { max: REVIEW_NOTE_MAX }) : undefined;
}

import type { Context } from "hono";
import { translator } from "../../../shared/i18n/translate.ts";
import { REVIEWERS_MAX } from "../../../shared/limits.ts";
import type { AppEnv } from "../../context.ts";
import { Problem } from "../../http/problem.ts";
import { readForm } from "../../http/validate.ts";
import { nameByAddress } from "../../reviews/name-by-address.ts";
import { type ShareAsked, sharePath } from "../../shares/share-asked.ts";
import { sharePage } from "../share-page.tsx";
import { requireControls } from "../sharing/require-controls.ts";
import { NOTHING } from "../sharing/sharing-said.ts";

const NAMED_MAX = 3;

/** Names who must approve what a share shows, by the form on its page: those that were added and those taken away. */
export async function answerReviewers(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  const view = await requireControls(c, asked, (one) => one.kind === "item" && one.reviewers !== undefined);
  if (view.kind !== "item") throw new Problem("forbidden", { logReason: "a collection" });
  const form = await readForm(c);
  const typed = textOf(form.reviewers);
  const [all, before] = [linesOf(typed), linesOf(textOf(form.was))];
  const added = all.filter((address) => !before.includes(address));
  const removed = before.filter((address) => !all.includes(address));
  try {
    if (added.length + removed.length > 0) await nameByAddress(ctx, view.node.id, { added, removed });
  } catch (error) {
    const said = error instanceof Problem ? reviewersError(c, error, added) : undefined;
    if (!(error instanceof Problem) || said === undefined) throw error;
    ctx.log.code = error.code;
    const decided = { of: "reviewers", error: said, typed, status: error.status } as const;
    return sharePage(ctx, view, c.req.raw.headers, { said: NOTHING, decided });
  }
  const location = `${sharePath(asked.slug, "", { node: asked.node })}#review`;
  return new Response(null, {
    status: 303,
    headers: { Location: location, "Cache-Control": "private, no-store", Vary: "Cookie" },
  });
}

function textOf(field: unknown): string {
  return typeof field === "string" ? field.replaceAll("\r\n", "\n") : "";
}

/** Each once. */
function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

function reviewersError(c: Context<AppEnv>, { code, options }: Problem, added: readonly string[]): string | undefined {
  const t = translator(c.get("ctx").locale);
  if (code === "invalid_state") return t("problem.invalid_state");
  if (code !== "invalid_request") return undefined;
  const errors = options.errors ?? [];
  if (errors.some((error) => error.code === "too_many")) return t("review.too_many", { max: REVIEWERS_MAX });
  const strangers = errors.flatMap(({ pointer }) => added[Number(/\/(\d+)$/.exec(pointer)?.[1])] ?? []);
  if (strangers.length === 0) return undefined;
  const named = strangers.slice(0, NAMED_MAX);
  return named.map((address) => t("review.no_viewer", { address })).join(" ");
}

import type { Context } from "hono";
import { translator } from "../../../shared/i18n/translate.ts";
import type { AppEnv } from "../../context.ts";
import { Problem } from "../../http/problem.ts";
import { readForm } from "../../http/validate.ts";
import { versionOfFacts } from "../../http/versions.ts";
import { type ShareAsked, sharePath } from "../../shares/share-asked.ts";
import { factsOf } from "../../versions/present.ts";
import { versionIn } from "../../versions/require-upload.ts";
import { restoreVersion } from "../../versions/restore-version.ts";
import { sharePage } from "../share-page.tsx";
import { requireControls } from "../sharing/require-controls.ts";
import { NOTHING } from "../sharing/sharing-said.ts";

/** Goes back to an upload, by the form on the page; only while the one that the page showed is played. */
export async function answerVersions(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  const view = await requireControls(c, asked, (one) => one.kind === "item" && one.versions !== undefined);
  if (view.kind !== "item") throw new Problem("forbidden", { logReason: "a collection" });
  const { version, was } = await readForm(c);
  const expected = [versionOfFacts(factsOf(numberIn(was)))];
  try {
    await restoreVersion(ctx, view.node.id, { version: numberIn(version), expected });
  } catch (error) {
    if (!(error instanceof Problem) || !HAS_CHANGED.has(error.code)) throw error;
    ctx.log.code = error.code;
    const said = translator(ctx.locale)("problem.precondition_failed");
    const decided = { of: "versions", error: said, typed: "", status: error.status } as const;
    return sharePage(ctx, view, c.req.raw.headers, { said: NOTHING, decided });
  }
  const location = `${sharePath(asked.slug, "", { node: asked.node })}#versions`;
  return new Response(null, {
    status: 303,
    headers: { Location: location, "Cache-Control": "private, no-store", Vary: "Cookie" },
  });
}

/** What was seen is so no more. */
const HAS_CHANGED: ReadonlySet<string> = new Set(["precondition_failed", "invalid_state", "not_found"]);

function numberIn(field: unknown): number {
  return typeof field === "string" ? versionIn(field) : 0;
}

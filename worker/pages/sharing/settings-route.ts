import type { Context } from "hono";
import type { AppEnv } from "../../context.ts";
import { Problem } from "../../http/problem.ts";
import { readForm } from "../../http/validate.ts";
import { changeShare } from "../../shares/change-share.ts";
import type { ShareAsked } from "../../shares/share-asked.ts";
import type { CollectionView, ShareView } from "../../shares/share-view.ts";
import { toSaved } from "../refuse-share.ts";
import { readSettings, touchedIn } from "./read-settings.ts";
import { requireControls } from "./require-controls.ts";
import { settingsErrors } from "./settings-problem.ts";
import { sharedPage } from "./shared-page.ts";
import type { SettingsTyped } from "./sharing-said.ts";

/** Changes who a share lets in, by the form on its page; what is wrong is said there beside its field. */
export async function answerSettings(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const view = await requireControls(c, asked, ({ mayShare }) => mayShare);
  const { typed, password } = readSettings(await readForm(c));
  try {
    const touched = touchedIn(typed, password);
    if (touched) await changeShare(c.get("ctx"), view.share.id, touched.rules, touched);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return sayWrong(c, view, typed, error);
  }
  return toSaved(asked, { saved: "settings" });
}

async function sayWrong(
  c: Context<AppEnv>,
  view: ShareView | CollectionView,
  typed: SettingsTyped,
  problem: Problem,
): Promise<Response> {
  const ctx = c.get("ctx");
  const errors = settingsErrors(ctx, problem, typed);
  if (!errors) throw problem;
  ctx.log.code = problem.code;
  return sharedPage(ctx, view, c.req.raw.headers, { kind: "settings", typed, errors, status: problem.status });
}

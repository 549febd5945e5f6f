import type { Context } from "hono";
import { translator } from "../../../shared/i18n/translate.ts";
import { deleteCaptions } from "../../captions/delete-captions.ts";
import { putCaptions } from "../../captions/put-captions.ts";
import type { AppEnv } from "../../context.ts";
import { Problem } from "../../http/problem.ts";
import { readForm } from "../../http/validate.ts";
import type { ShareAsked } from "../../shares/share-asked.ts";
import type { ShareFrame } from "../../shares/share-view.ts";
import { toSaved } from "../refuse-share.ts";
import { captionsError } from "./captions-problem.ts";
import { type CaptionsForm, readCaptionsForm } from "./read-captions-form.ts";
import { requireControls } from "./require-controls.ts";
import { sharedPage } from "./shared-page.ts";

type Shown = Awaited<ReturnType<typeof requireControls>>;

const mayCaption = (view: ShareFrame) => view.mayCaption;

/** Adds or replaces captions in one language, by the form on the page of what has them. */
export async function answerCaptions(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  const view = await requireControls(c, asked, mayCaption);
  // What was chosen is shown again, the file excepted: a browser takes that from nobody but its user.
  const form: CaptionsForm = { language: "" };
  try {
    const file = await readCaptionsForm(c, form);
    const { captions } = await putCaptions(
      ctx,
      view.node.id,
      form.language,
      {},
      file,
      form.was === undefined ? undefined : [form.was],
    );
    return toSaved(asked, { saved: "captions", left_out: leftOut(captions.dropped) });
  } catch (error) {
    const said = error instanceof Problem ? captionsError(ctx, error, form.text !== undefined) : undefined;
    if (!(error instanceof Problem) || said === undefined) throw error;
    ctx.log.code = error.code;
    const { language, text, was } = form;
    const wrong = { language, error: said, status: error.status };
    return sharedPage(
      ctx,
      view,
      c.req.raw.headers,
      text === undefined || was === undefined ? { kind: "captions", ...wrong } : { kind: "edit", ...wrong, text, was },
    );
  }
}

/** Takes captions in one language away, those that were seen; those that have gone meanwhile are gone. */
export async function answerCaptionsRemoved(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const view = await requireControls(c, asked, mayCaption);
  const [language = "", was] = textsIn(await readForm(c), "language", "was");
  try {
    const expected = was === undefined ? undefined : [was];
    await deleteCaptions(c.get("ctx"), view.node.id, language, "captions", expected);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === "precondition_failed") return sayChanged(c, view, { language, status: error.status });
    if (error.code !== "not_found") throw error;
  }
  return toSaved(asked, { saved: "removed" });
}

function textsIn(form: Record<string, unknown>, ...names: string[]): (string | undefined)[] {
  return names.map((name) => {
    const value = form[name];
    return typeof value === "string" ? value : undefined;
  });
}

function sayChanged(c: Context<AppEnv>, view: Shown, wrong: { language: string; status: number }): Promise<Response> {
  const ctx = c.get("ctx");
  ctx.log.code = "precondition_failed";
  const error = translator(ctx.locale)("problem.precondition_failed");
  return sharedPage(ctx, view, c.req.raw.headers, { kind: "removal", ...wrong, error });
}

function leftOut({ length }: readonly unknown[]): string | undefined {
  return length === 0 ? undefined : String(length);
}

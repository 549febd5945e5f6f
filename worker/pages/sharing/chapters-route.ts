import type { Context } from "hono";
import { readChapterLines } from "../../../shared/chapters/chapter-lines.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { CHAPTERS_MAX } from "../../../shared/limits.ts";
import { deleteCaptions } from "../../captions/delete-captions.ts";
import { putChapters } from "../../chapters/put-chapters.ts";
import type { AppEnv } from "../../context.ts";
import { Problem } from "../../http/problem.ts";
import { readForm } from "../../http/validate.ts";
import type { ShareAsked } from "../../shares/share-asked.ts";
import { toSaved } from "../refuse-share.ts";
import { requireControls } from "./require-controls.ts";
import { sharedPage } from "./shared-page.ts";
import type { ChaptersEdited } from "./sharing-said.ts";

/** Sets the chapters in one language, by the form on the page of what has them; without a line they go. */
export async function answerChapters(c: Context<AppEnv>, asked: ShareAsked): Promise<Response> {
  const ctx = c.get("ctx");
  const view = await requireControls(c, asked, ({ mayCaption }) => mayCaption);
  const typed = typedIn(await readForm(c));
  const { language, text, was } = typed;
  try {
    if (text.trim() === "" && was !== "") {
      await unlessGone(deleteCaptions(ctx, view.node.id, language, "chapters", [was]));
      return toSaved(asked, { saved: "chapters_removed" });
    }
    await putChapters(ctx, view.node.id, language, linesIn(text), was === "" ? undefined : [was]);
    return toSaved(asked, { saved: "chapters" });
  } catch (error) {
    const said = error instanceof Problem ? chaptersError(c, error) : undefined;
    if (!(error instanceof Problem) || said === undefined) throw error;
    ctx.log.code = error.code;
    return sharedPage(ctx, view, c.req.raw.headers, { ...typed, error: said, status: error.status });
  }
}

function typedIn({ language, text, was }: Record<string, unknown>): ChaptersEdited {
  const [tag, lines, version] = [language, text, was].map((field) => (typeof field === "string" ? field : ""));
  // A browser ends the lines of a text area by CRLF.
  return { kind: "chapters", language: tag ?? "", text: (lines ?? "").replaceAll("\r\n", "\n"), was: version ?? "" };
}

function linesIn(text: string) {
  const read = readChapterLines(text);
  if (!("line" in read) && read.length > 0) return read;
  const line = "line" in read ? read.line : 1;
  const detail = `Line ${line}: It must be a time and a title.`;
  throw new Problem("invalid_captions", { errors: [{ pointer: `/lines/${line}`, code: "no_chapter", detail }] });
}

async function unlessGone(removing: Promise<void>): Promise<void> {
  try {
    await removing;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "not_found") throw error;
  }
}

/** Why they were not taken; undefined for what neither they nor the language is to blame for. */
function chaptersError(c: Context<AppEnv>, { code, options }: Problem): string | undefined {
  const t = translator(c.get("ctx").locale);
  const [first] = options.errors ?? [];
  if (code === "invalid_state" || code === "precondition_failed") return t(`problem.${code}`);
  if (first?.pointer === "/path/language") return t("sharing.no_language");
  if (first?.code === "too_many_chapters") return t("sharing.too_many_chapters", { max: CHAPTERS_MAX });
  const line = /^\/lines\/(\d+)$/.exec(first?.pointer ?? "")?.[1];
  return line === undefined ? undefined : t("sharing.bad_chapter", { line });
}

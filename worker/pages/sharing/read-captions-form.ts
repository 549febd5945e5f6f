import type { Context } from "hono";
import { CAPTIONS_MAX_BYTES } from "../../../shared/limits.ts";
import { captionsType } from "../../../shared/webvtt/captions-type.ts";
import type { AppEnv } from "../../context.ts";
import { limitBody } from "../../http/limit-body.ts";
import { Problem } from "../../http/problem.ts";
import { readForm } from "../../http/validate.ts";

/** Of what stands around the file. */
const FORM_BYTES = 16 * 1024;

const limit = limitBody(CAPTIONS_MAX_BYTES + FORM_BYTES);

/** Refuses a form of more than captions may have; 413. */
export async function limitForm(c: Context<AppEnv>): Promise<void> {
  await limit(c, async () => undefined);
}

/** What is shown again when it cannot be taken; `text` and the version it was read as, where captions were edited. */
export type CaptionsForm = { language: string; text?: string; was?: string };

/**
 * The file that a form brings, its type by the name's ending: browsers seldom know one; or the text of captions that were
 * edited. What else it says goes into `form`.
 */
export async function readCaptionsForm(
  c: Context<AppEnv>,
  form: CaptionsForm,
): Promise<Pick<Blob, "type" | "arrayBuffer">> {
  await limitForm(c);
  const { language, file, text, was } = await readForm(c);
  if (typeof language === "string") form.language = language;
  if (typeof text === "string" && typeof was === "string") return edited(Object.assign(form, { text, was }));
  if (!(file instanceof File) || file.name === "") throw unfit("required", "This field is required.");
  const type = captionsType(file.name);
  if (type === undefined) throw unfit("type", "Must be a .vtt or an .srt.");
  if (file.size > CAPTIONS_MAX_BYTES) refuse();
  return { type, arrayBuffer: () => file.arrayBuffer() };
}

function edited({ text }: { text: string }): Blob {
  const bytes = new Blob([text], { type: "text/vtt" });
  if (bytes.size > CAPTIONS_MAX_BYTES) refuse();
  return bytes;
}

function unfit(code: string, detail: string): Problem {
  return new Problem("invalid_request", { errors: [{ pointer: "/file", code, detail }] });
}

function refuse(): never {
  throw new Problem("payload_too_large");
}

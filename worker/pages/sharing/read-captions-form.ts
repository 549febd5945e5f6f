import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { CAPTIONS_MAX_BYTES } from "../../../shared/limits.ts";
import { captionsType } from "../../../shared/webvtt/captions-type.ts";
import type { AppEnv } from "../../context.ts";
import { malformedBody, Problem } from "../../http/problem.ts";

/** Of what stands around the file. */
const FORM_BYTES = 16 * 1024;

const limit = bodyLimit({ maxSize: CAPTIONS_MAX_BYTES + FORM_BYTES, onError: refuse });

/** The file that a form brings, its type by the name's ending: browsers seldom know one. The language goes into `form`. */
export async function readCaptionsForm(
  c: Context<AppEnv>,
  form: { language: string },
): Promise<Pick<Blob, "type" | "arrayBuffer">> {
  await limit(c, async () => undefined);
  const { language, file } = await c.req.parseBody().catch(() => {
    throw malformedBody();
  });
  if (typeof language === "string") form.language = language;
  if (!(file instanceof File) || file.name === "") throw unfit("required", "This field is required.");
  const type = captionsType(file.name);
  if (type === undefined) throw unfit("type", "Must be a .vtt or an .srt.");
  if (file.size > CAPTIONS_MAX_BYTES) refuse();
  return { type, arrayBuffer: () => file.arrayBuffer() };
}

function unfit(code: string, detail: string): Problem {
  return new Problem("invalid_request", { errors: [{ pointer: "/file", code, detail }] });
}

function refuse(): never {
  throw new Problem("payload_too_large");
}

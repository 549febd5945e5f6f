import type { InputError } from "../../shared/api/problem-document.ts";
import { UPLOAD_MAX_BYTES } from "../../shared/limits.ts";
import type { MediaKind } from "../../shared/policy/access.ts";
import type { ProblemCode } from "../../shared/problem.ts";
import { Problem } from "../http/problem.ts";
import { toldIn } from "./refusal.ts";

export const TUS_VERSION = "1.0.0";

/** What every answer says, refusals too (tus 1.0.0, "Tus-Resumable" and "Tus-Version"). */
export const TUS_SPOKEN = { "Tus-Resumable": TUS_VERSION, "Tus-Version": TUS_VERSION };

/** What tus clients ask before they begin (tus 1.0.0, "OPTIONS"). */
export function tusAbilities(kind: MediaKind): Record<string, string> {
  return { ...TUS_SPOKEN, "Tus-Extension": "creation,termination,expiration", "Tus-Max-Size": maxSize(kind) };
}

const TOLD = ["Tus-Resumable", "Upload-Offset", "Upload-Length", "Upload-Metadata", "Upload-Expires"];

/** The Durable Object's answer as the client gets it: the protocol's headers, and refusals as problems. */
export async function answerUpload(
  response: Response,
  created?: { location: string; kind: MediaKind },
): Promise<Response> {
  if (response.status >= 400) throw await problemOf(response);
  const headers = new Headers({ "Cache-Control": "no-store", ...(created ? { Location: created.location } : {}) });
  for (const name of TOLD) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (created) headers.set("Tus-Max-Size", maxSize(created.kind));
  return new Response(null, { status: response.status, headers });
}

function maxSize(kind: MediaKind): string {
  return String(UPLOAD_MAX_BYTES[kind]);
}

async function problemOf(response: Response): Promise<Problem> {
  const word = (await response.text()).trim();
  const told = toldIn(word);
  const logReason = `tus ${response.status}: ${told ? told.error.detail : word.slice(0, 200)}`;
  if (told) return new Problem(told.code, { errors: [told.error], logReason });
  const code = codeOf(response.status);
  if (code !== "invalid_request") return new Problem(code, { logReason });
  const errors: InputError[] = [
    { pointer: "/headers", code: "invalid_tus_header", detail: "The headers do not follow tus 1.0.0." },
  ];
  return new Problem(code, { errors, logReason });
}

/** The library says 403 where a header is missing, and 501 where one names an extension that is not announced. */
function codeOf(status: number): ProblemCode {
  switch (status) {
    case 400:
    case 403:
    case 501:
      return "invalid_request";
    case 404:
    case 410:
      return "not_found";
    case 409:
      return "invalid_state";
    case 412:
      return "tus_version";
    case 413:
      return "payload_too_large";
    case 415:
      return "unsupported_media_type";
    default:
      return "unavailable";
  }
}

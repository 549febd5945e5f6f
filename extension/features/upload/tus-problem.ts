import { DetailedError } from "tus-js-client";
import { isProblemCode } from "../../../shared/problem.ts";
import { ApiProblem, asApiProblem } from "../../api-problem.ts";

/** What tus threw, as the API's own failure; without an answer the server was not reached. */
export function problemOfTus(error: Error): ApiProblem {
  // A header could not be had: the access token's own problem stands behind it.
  if (error instanceof ApiProblem) return error;
  if (!(error instanceof DetailedError)) return asApiProblem(error);
  if (error.causingError instanceof ApiProblem) return error.causingError;
  const response = error.originalResponse;
  if (!response) return new ApiProblem("offline");
  const status = response.getStatus();
  const code = codeIn(response.getBody());
  if (code !== undefined && isProblemCode(code)) return new ApiProblem(code, { status });
  return new ApiProblem(status === 0 ? "offline" : status >= 502 ? "unavailable" : "internal_error", { status });
}

function codeIn(body: string): string | undefined {
  try {
    const document: unknown = JSON.parse(body);
    const has = typeof document === "object" && document !== null && "code" in document;
    return has && typeof document.code === "string" ? document.code : undefined;
  } catch {
    return undefined;
  }
}

import type { Operation } from "../operation.ts";
import { BASE } from "../paths.ts";

type Parameter = { name: string; in: string; required: boolean; example?: unknown };

/** A call as one would type it; addresses and ids are examples. */
export function curlOf(method: string, path: string, { parameters, requestBody, security }: Operation): string {
  const known = (parameters ?? []) as Parameter[];
  const needed = known.filter(({ required }) => required);
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => String(exampleOf(known, name)));
  const query = needed.filter((one) => one.in === "query").map(({ name, example }) => `${name}=${example}`);
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return [
    `curl${verb(method, Boolean(requestBody))} "$FOYER${BASE}${url}${query.length > 0 ? `?${query.join("&")}` : ""}"`,
    ...(security.some((one) => "accessToken" in one) ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...needed.filter((one) => one.in === "header").map(({ name, example }) => `-H "${name}: ${example}"`),
    ...(type === undefined ? [] : [`-H "Content-Type: ${type}"`]),
    ...(content?.example === undefined ? [] : [`-d '${JSON.stringify(content.example).replaceAll("'", "'\\''")}'`]),
    ...(type === undefined || content?.example !== undefined ? [] : ["--data-binary @file"]),
  ].join(" \\\n  ");
}

/** What curl does by itself needs no saying. */
function verb(method: string, hasBody: boolean): string {
  if (method === "GET" || (method === "POST" && hasBody)) return "";
  return method === "HEAD" ? " -I" : ` -X ${method}`;
}

function exampleOf(known: Parameter[], wanted: string): unknown {
  return known.find((one) => one.in === "path" && one.name === wanted)?.example ?? wanted;
}

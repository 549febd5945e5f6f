import { type Answer, type Call, request } from "./client.ts";

/** Sends the form of a share's password, from a network of its own unless said. */
export function tryPassword(slug: string, password: string, call: Call = {}): Promise<Answer> {
  return request("POST", `/s/${slug}/unlock`, {
    ...call,
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...call.headers },
    rawBody: new URLSearchParams({ password }).toString(),
  });
}

/** The cookie of someone who gave the right password, as a browser sends it back. */
export async function unlock(slug: string, password: string, call: Call = {}): Promise<string> {
  const answer = await tryPassword(slug, password, call);
  const cookie = (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
  if (answer.status === 303 && cookie !== "") return cookie;
  throw new Error(`Expected 303 and a cookie, got ${answer.status}: ${answer.text}`);
}

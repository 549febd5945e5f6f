import type { Comment, CommentPage } from "../../shared/api/comments.ts";
import type { Share } from "../../shared/api/shares.ts";
import { type Answer, type Call, request } from "./client.ts";

/** Somebody on a share's page: signed in by a token, or a visitor whose browser keeps the cookies of its path. */
export type Speaker = { token?: string | undefined; cookies?: Map<string, string>; network?: string };

export const visitor = (): Speaker => ({ cookies: new Map() });

type Link = Pick<Share, "slug">;

export const readComments = (share: Link, who: Speaker = {}, query = ""): Promise<Answer<CommentPage>> =>
  send<CommentPage>("GET", share, `/comments${query}`, who);

/** As a program says it. */
export const sayOn = (share: Link, who: Speaker, body: object, query = ""): Promise<Answer<Comment>> =>
  send<Comment>("POST", share, `/comments${query}`, who, { body });

export const actOn = (share: Link, who: Speaker, { id }: Pick<Comment, "id">, body: object): Promise<Answer> =>
  send("POST", share, `/comments/${id}`, who, { body });

/** As the form of the page sends it, without script. */
export const postForm = (share: Link, who: Speaker, path: string, fields: Record<string, string>): Promise<Answer> =>
  send("POST", share, path, who, {
    headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded" },
    rawBody: new URLSearchParams(fields).toString(),
  });

async function send<Body>(
  method: string,
  { slug }: Link,
  path: string,
  { token, cookies, network }: Speaker,
  call: Call = {},
): Promise<Answer<Body>> {
  const kept = [...(cookies ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await request<Body>(method, `/s/${slug}${path}`, {
    ...call,
    ...(token === undefined ? {} : { token }),
    ...(network === undefined ? {} : { network }),
    headers: { ...call.headers, ...(kept === "" ? {} : { Cookie: kept }) },
  });
  for (const set of answer.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    cookies?.set(name, value);
  }
  return answer;
}

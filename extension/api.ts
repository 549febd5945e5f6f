import { hc } from "hono/client";
import { SIGN_IN_ANEW } from "../shared/problem.ts";
import type { Api } from "../worker/app.ts";
import { ApiProblem, readProblem } from "./api-problem.ts";
import { API_URL } from "./server.ts";
import { renewAccessToken, requireAccessToken } from "./session/access-token.ts";
import { refreshTokenItem, signInItem } from "./storage.ts";

/** Chrome refuses `keepalive` bodies of 64 KiB and more. */
const KEEPALIVE_MAX = 60_000;

/** The API without credentials: signing in and refreshing. */
export const openApi = hc<Api>(API_URL, { fetch: send });

/** The API as the person signed in. */
export const api = hc<Api>(API_URL, { fetch: sendSignedIn });

/** The answer of a call; what fails has been thrown as `ApiProblem` before. */
export async function answer<T>(call: Promise<{ json(): Promise<T> }>): Promise<T> {
  return (await call).json();
}

/** Bytes as they are, for the routes that take a file. */
export async function putFile(path: string, body: Blob): Promise<Response> {
  return sendSignedIn(`${API_URL}${path}`, { method: "PUT", body, headers: { "Content-Type": body.type } });
}

/** Server-sent events, which `EventSource` could not ask for with a token. */
export async function openEvents(
  lastEventId: string | undefined,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const headers = { Accept: "text/event-stream", ...(lastEventId ? { "Last-Event-ID": lastEventId } : {}) };
  const { body } = await sendSignedIn(`${API_URL}/notifications/stream`, { headers, signal });
  if (!body) throw new ApiProblem("unavailable");
  return body;
}

async function send(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(input, { ...init, credentials: "omit", cache: "no-store", keepalive: mayOutlive(init) });
  } catch {
    throw new ApiProblem("offline");
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}

/** A change that was begun is carried through even when the popup closes meanwhile. */
function mayOutlive(init: RequestInit): boolean {
  return init.method !== undefined && init.method !== "GET" && sizeOf(init.body) < KEEPALIVE_MAX;
}

/** Files are not counted on to outlive the page: the browser allows little, all that is under way together. */
function sizeOf(body: RequestInit["body"]): number {
  if (!body) return 0;
  return typeof body === "string" ? body.length : Number.POSITIVE_INFINITY;
}

/** An answer to someone who has signed out meanwhile goes to nobody, also when another person signed in since. */
async function sendSignedIn(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const asker = await signInItem.getValue();
  const response = await sendWithToken(input, init);
  const [signIn, refreshToken] = await Promise.all([signInItem.getValue(), refreshTokenItem.getValue()]);
  if (refreshToken === null || signIn !== asker) throw new ApiProblem("unauthenticated", { status: 401 });
  return response;
}

async function sendWithToken(input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  const token = await requireAccessToken();
  try {
    return await send(input, withToken(init, token));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.details.status !== 401 || mustSignIn(error)) throw error;
    return send(input, withToken(init, await renewAccessToken(token)));
  }
}

/** In one workspace alone: the session lives, and another token of it is worth no more there. */
function mustSignIn({ details }: ApiProblem): boolean {
  return details.errors?.some(({ code }) => code === SIGN_IN_ANEW) ?? false;
}

function withToken(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${token}`);
  return { ...init, headers };
}

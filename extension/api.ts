import { hc } from "hono/client";
import { SIGN_IN_ANEW } from "../shared/problem.ts";
import type { Api } from "../worker/app.ts";
import { ApiProblem, readProblem } from "./api-problem.ts";
import { serverHere } from "./server.ts";
import { renewAccessToken, requireAccessToken } from "./session/access-token.ts";
import { refreshTokenItem, signInItem } from "./storage.ts";

/** Chrome refuses `keepalive` bodies of 64 KiB and more. */
const KEEPALIVE_MAX = 60_000;

const API = "/api/v1";

/** The API as the person signed in on the server this page speaks to. */
export const api = clientBy((path, init) => sendSignedIn(serverHere(), path, init));

export type Client = typeof api;

/** The same of a server that is named, for the background. */
export function apiOf(server: string): Client {
  return clientBy((path, init) => sendSignedIn(server, path, init));
}

/** The API of a server without credentials: signing in and refreshing. */
export function openApiOf(server: string): Client {
  return clientBy((path, init) => send(`${server}${path}`, init));
}

function clientBy(carry: (path: string, init?: RequestInit) => Promise<Response>) {
  return hc<Api>(API, { fetch: (path: RequestInfo | URL, init?: RequestInit) => carry(String(path), init) });
}

/** The address of a route, where it is called by other means. */
export function apiUrl(path: string): string {
  return `${serverHere()}${API}${path}`;
}

/** The answer of a call; what fails has been thrown as `ApiProblem` before. */
export async function answer<T>(call: Promise<{ json(): Promise<T> }>): Promise<T> {
  return (await call).json();
}

/** Bytes as they are, for the routes that take a file. */
export async function putFile(path: string, body: Blob): Promise<Response> {
  return sendSignedIn(serverHere(), `${API}${path}`, { method: "PUT", body, headers: { "Content-Type": body.type } });
}

/** Server-sent events, which `EventSource` could not ask for with a token. */
export function openEvents(lastEventId: string | undefined, signal: AbortSignal): Promise<Response> {
  const headers = { Accept: "text/event-stream", ...(lastEventId ? { "Last-Event-ID": lastEventId } : {}) };
  return sendSignedIn(serverHere(), `${API}/notifications/stream`, { headers, signal });
}

/** No route leads elsewhere: what is meant for one server is carried on to no other. */
const AS_ASKED = { credentials: "omit", cache: "no-store", redirect: "error" } as const;

async function send(url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, ...AS_ASKED, keepalive: mayOutlive(init) });
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
async function sendSignedIn(server: string, path: string, init: RequestInit = {}): Promise<Response> {
  const asker = await signInItem.of(server).getValue();
  const response = await sendWithToken(server, path, init);
  const [signIn, refreshToken] = await Promise.all([
    signInItem.of(server).getValue(),
    refreshTokenItem.getValue(server),
  ]);
  if (refreshToken === null || signIn !== asker) throw new ApiProblem("unauthenticated", { status: 401 });
  return response;
}

async function sendWithToken(server: string, path: string, init: RequestInit): Promise<Response> {
  const url = `${server}${path}`;
  const token = await requireAccessToken(server);
  try {
    return await send(url, withToken(init, token));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.details.status !== 401 || mustSignIn(error)) throw error;
    return send(url, withToken(init, await renewAccessToken(server, token)));
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

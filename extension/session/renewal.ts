import type { ApiProblemCode } from "../api-problem.ts";

/** What pages say to the background about the session on a server: that its access token is dead, or to end it. */
export type RenewRequest = { kind: "renew"; server: string; dead?: string };
export type Renewal = { token: string } | { problem: ApiProblemCode };

/** Answered by how many files would be given up with it: unless one is sure, nothing is ended where there are any. */
export type EndRequest = { kind: "end"; server: string; isSure: boolean };

export function isRenewRequest(message: unknown): message is RenewRequest {
  return isOfKind(message, "renew");
}

export function isEndRequest(message: unknown): message is EndRequest {
  return isOfKind(message, "end");
}

function isOfKind(message: unknown, kind: string): boolean {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === kind;
}

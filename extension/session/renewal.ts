import type { ApiProblemCode } from "../api-problem.ts";

/** What pages and the background say to each other about the access token of a server. */
export type RenewRequest = { kind: "renew"; server: string; dead?: string };
export type Renewal = { token: string } | { problem: ApiProblemCode };

export function isRenewRequest(message: unknown): message is RenewRequest {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === "renew";
}

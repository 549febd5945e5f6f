import type { ApiProblemCode } from "../api-problem.ts";

/** What pages and the background say to each other about the access token. */
export type RenewRequest = { kind: "renew"; dead?: string };
export type Renewal = { token: string } | { problem: ApiProblemCode };

export function isRenewRequest(message: unknown): message is RenewRequest {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === "renew";
}

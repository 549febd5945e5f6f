import { browser } from "wxt/browser";
import { ApiProblem } from "../api-problem.ts";
import { serverHere } from "../server.ts";
import { accessTokenItem } from "../storage.ts";
import type { Renewal, RenewRequest } from "./renewal.ts";

/** Renewed a little early, so that it does not die on the way. */
const MARGIN = 20_000;

export async function requireAccessToken(server = serverHere()): Promise<string> {
  const kept = await accessTokenItem.of(server).getValue();
  return kept && kept.expiresAt - MARGIN > Date.now() ? kept.token : renewAccessToken(server, kept?.token);
}

type AskForToken = (server: string, dead: string | undefined) => Promise<Renewal>;

let ask: AskForToken = (server, dead) => {
  const request: RenewRequest = { kind: "renew", server, ...(dead === undefined ? {} : { dead }) };
  return browser.runtime.sendMessage(request);
};

/** The background has nobody to ask but itself. */
export function renewHere(renew: AskForToken): void {
  ask = renew;
}

/**
 * Asks the background for a token other than `dead`. The background does it, never a page: a popup that
 * closes while its refresh is under way would lose the successor, and the old token would end the session.
 */
export async function renewAccessToken(server: string, dead: string | undefined): Promise<string> {
  const renewal = await ask(server, dead);
  if ("token" in renewal) return renewal.token;
  throw new ApiProblem(renewal.problem, renewal.problem === "offline" ? {} : { status: 401 });
}

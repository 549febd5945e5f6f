import type { SessionTokens } from "../../shared/api/accounts.ts";
import { answer, openApiOf } from "../api.ts";
import { asApiProblem } from "../api-problem.ts";
import { accessTokenItem, forgetEverything, refreshTokenItem } from "../storage.ts";
import { endOn } from "./end-on-server.ts";
import type { Renewal } from "./renewal.ts";

const LOCK = "foyer-tokens@";
/** Exchanged once: sent again, each would be taken for stolen. */
const underWay = new Set<string>();

export function isBeingExchanged(refreshToken: string): boolean {
  return underWay.has(refreshToken);
}

/**
 * Exchanges the refresh token for the next pair, one at a time for a server and the whole browser: whoever waited for
 * the lock finds that the token they hold dead has been replaced, and takes the new one.
 */
export async function rotateTokens(server: string, dead: string | undefined): Promise<Renewal> {
  return navigator.locks.request(`${LOCK}${server}`, async (): Promise<Renewal> => {
    const kept = await accessTokenItem.of(server).getValue();
    if (kept && kept.token !== dead && kept.expiresAt > Date.now()) return { token: kept.token };
    const refreshToken = await refreshTokenItem.getValue(server);
    if (refreshToken === null) return { problem: "unauthenticated" };
    underWay.add(refreshToken);
    try {
      const tokens = await answer(openApiOf(server).auth.sessions.refresh.$post({ json: { refreshToken } }));
      // Signed out meanwhile, one stays out.
      if ((await refreshTokenItem.getValue(server)) !== refreshToken) {
        void endOn(server, tokens.accessToken);
        return { problem: "unauthenticated" };
      }
      await keepTokens(server, tokens);
      return { token: tokens.accessToken };
    } catch (error) {
      const problem = asApiProblem(error);
      if (problem.details.status === 401) await forgetEverything(server);
      return { problem: problem.code };
    } finally {
      underWay.delete(refreshToken);
    }
  });
}

/** Both in one go: pages take a refresh token as the sign of being signed in, and want the access token then. */
export async function keepTokens(server: string, tokens: SessionTokens): Promise<void> {
  const { accessToken, refreshToken, expiresIn } = tokens;
  await Promise.all([
    accessTokenItem.of(server).setValue({ token: accessToken, expiresAt: Date.now() + expiresIn * 1000 }),
    refreshTokenItem.setValue(refreshToken, server),
  ]);
}

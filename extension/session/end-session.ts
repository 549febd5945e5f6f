import { answer, openApiOf } from "../api.ts";
import { type AccessToken, accessTokenItem, forgetEverything, refreshTokenItem } from "../storage.ts";
import { endOn } from "./end-on-server.ts";
import { isBeingExchanged } from "./rotate-tokens.ts";

/**
 * Leaves nothing of the person in the browser, then ends their session on the server: signing out waits for no server. By
 * the background alone, as the popup may close meanwhile.
 */
export async function endSession(server: string): Promise<void> {
  const [access, refreshToken] = await Promise.all([
    accessTokenItem.of(server).getValue(),
    refreshTokenItem.getValue(server),
  ]);
  await forgetEverything(server);
  if (refreshToken !== null) void endThere(server, access, refreshToken);
}

async function endThere(server: string, access: AccessToken | null, refreshToken: string): Promise<void> {
  // It is ended with what is had for it.
  if (isBeingExchanged(refreshToken)) return;
  if (access && access.expiresAt > Date.now()) return endOn(server, access.token);
  const refresh = openApiOf(server).auth.sessions.refresh;
  const tokens = await answer(refresh.$post({ json: { refreshToken } })).catch(() => undefined);
  if (tokens) await endOn(server, tokens.accessToken);
}

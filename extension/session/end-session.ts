import { answer, openApiOf } from "../api.ts";
import { unsent } from "../features/upload/queue-steps.ts";
import { type AccessToken, accessTokenItem, forgetEverything, refreshTokenItem, uploadQueueItem } from "../storage.ts";
import { endOn } from "./end-on-server.ts";
import type { EndRequest } from "./renewal.ts";
import { isBeingExchanged } from "./rotate-tokens.ts";

/**
 * Leaves nothing of the person in the browser, then ends their session on the server: signing out waits for no server. By
 * the background alone, as the popup may close meanwhile. Answers how many files are not uploaded yet: unless the person is
 * sure, nothing is ended where there are any.
 */
export async function endSession({ server, isSure }: EndRequest): Promise<number> {
  const left = isSure ? 0 : unsent(await uploadQueueItem.of(server).getValue()).length;
  if (left > 0) return left;
  const [access, refreshToken] = await Promise.all([
    accessTokenItem.of(server).getValue(),
    refreshTokenItem.getValue(server),
  ]);
  await forgetEverything(server);
  if (refreshToken !== null) void endThere(server, access, refreshToken);
  return 0;
}

async function endThere(server: string, access: AccessToken | null, refreshToken: string): Promise<void> {
  // It is ended with what is had for it.
  if (isBeingExchanged(refreshToken)) return;
  if (access && access.expiresAt > Date.now()) return endOn(server, access.token);
  const refresh = openApiOf(server).auth.sessions.refresh;
  const tokens = await answer(refresh.$post({ json: { refreshToken } })).catch(() => undefined);
  if (tokens) await endOn(server, tokens.accessToken);
}

import { openApiOf } from "../api.ts";

/** Where the server is not reached it ends the session by itself, once that goes unused. */
export async function endOn(server: string, accessToken: string): Promise<void> {
  const headers = { Authorization: `Bearer ${accessToken}` };
  await openApiOf(server)
    .auth.sessions[":sessionId"].$delete({ param: { sessionId: "current" } }, { headers })
    .catch(() => undefined);
}

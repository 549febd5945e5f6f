import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import { API_KEY_NOTED_EVERY } from "../../shared/limits.ts";
import { can } from "../../shared/policy/roles.ts";
import type { Credentials, RequestContext } from "../context.ts";
import { openDatabase } from "../db/client.ts";
import { apiKeys } from "../db/schema/api-keys.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { hashKey, isKeyText } from "./key-text.ts";

type Caller = Pick<RequestContext, "env" | "now" | "waitUntil" | "log">;

/**
 * Whose key a request comes with, if with one that lives. Its maker's role is looked at each time: whoever may no
 * longer use the API, is suspended or gone has no keys.
 */
export async function authenticateKey(caller: Caller, headers: Headers): Promise<Credentials | undefined> {
  const key = /^Bearer (\S+)$/i.exec(headers.get("Authorization") ?? "")?.[1];
  if (key === undefined || !isKeyText(key)) return undefined;
  const database = openDatabase(caller.env);
  const [found] = await database.read
    .select({ key: apiKeys, sessionId: sessions.id, role: memberships.role })
    .from(apiKeys)
    .innerJoin(sessions, eq(sessions.apiKeyId, apiKeys.id))
    .innerJoin(memberships, eq(memberships.id, apiKeys.membershipId))
    .where(
      and(
        eq(apiKeys.hash, await hashKey(key)),
        isNull(apiKeys.endedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, caller.now)),
        eq(memberships.status, "active"),
      ),
    );
  if (!found || !can(found.role, "api.use")) return undefined;
  const { id, workspaceId, scopes, lastUsedAt } = found.key;
  caller.log.key = id;
  if (caller.now - (lastUsedAt ?? 0) >= API_KEY_NOTED_EVERY) caller.waitUntil(noteUse(caller, id));
  return { sessionId: found.sessionId, via: "api_key", key: { workspaceId, scopes } };
}

/** Never back in time: answers overtake each other. */
async function noteUse({ env, now }: Caller, id: string): Promise<void> {
  const { write } = openDatabase(env);
  await write
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, now))));
}

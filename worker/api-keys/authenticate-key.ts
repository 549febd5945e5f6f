import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import { API_KEY_NOTED_EVERY } from "../../shared/limits.ts";
import { can } from "../../shared/policy/roles.ts";
import { countsHere } from "../accounts/counts-here.ts";
import type { Credentials, RequestContext } from "../context.ts";
import { openDatabase } from "../db/client.ts";
import { apiKeys } from "../db/schema/api-keys.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { hasSpentCalls } from "../limits/charge-api-call.ts";
import { hashKey, isKeyText } from "./key-text.ts";
import { rememberGood, wasGood } from "./known-keys.ts";

type Caller = Pick<RequestContext, "env" | "now" | "waitUntil" | "log" | "network">;

/**
 * Whose key a request comes with, if with one that lives. Its maker's role is looked at each time: whoever may no
 * longer use the API, is suspended or gone has no keys. Of a network that has spent its calls of the API, a key that was not found good before is not looked
 * up there: made-up ones cost the database nothing.
 */
export async function authenticateKey(
  caller: Caller,
  headers: Headers,
  path: string,
): Promise<Credentials | undefined> {
  const key = /^Bearer (\S+)$/i.exec(headers.get("Authorization") ?? "")?.[1];
  if (key === undefined || !isKeyText(key)) return undefined;
  const hash = await hashKey(key);
  if (path.startsWith("/api/") && hasSpentCalls(caller.network) && !wasGood(hash)) return undefined;
  const database = openDatabase(caller.env);
  const [found] = await database.read
    .select({ key: apiKeys, sessionId: sessions.id, role: memberships.role })
    .from(apiKeys)
    .innerJoin(sessions, eq(sessions.apiKeyId, apiKeys.id))
    .innerJoin(memberships, eq(memberships.id, apiKeys.membershipId))
    .where(
      and(
        eq(apiKeys.hash, hash),
        isNull(apiKeys.endedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, caller.now)),
        eq(memberships.status, "active"),
        countsHere("memberships"),
      ),
    );
  if (!found || !can(found.role, "api.use")) return undefined;
  rememberGood(hash);
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

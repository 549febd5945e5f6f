import type { InStatement } from "@libsql/client/web";
import type { User } from "../../shared/api/accounts.ts";
import { parseEmailAddress } from "../../shared/email-address.ts";
import { newId } from "../../shared/ids.ts";
import { SESSION_LIFETIME } from "../../shared/limits.ts";
import type { Role } from "../../shared/policy/roles.ts";
import { makeRefreshToken, signAccessToken } from "../../worker/accounts/credentials.ts";
import { isPublicEmailDomain } from "../../worker/colleagues/public-email-domains.ts";
import { retryBusy } from "../../worker/db/retry-busy.ts";
import type { Place } from "./plant-people.ts";

export type SignedIn = { email: string; accessToken: string; refreshToken: string; user: User };

/** Someone signed in as by the code of a mail, which is neither sent nor read: known people keep what they have. */
export async function plantSignedIn(place: Place, email: string): Promise<SignedIn> {
  const now = Date.now();
  const sessionId = newId("session");
  const results = await retryBusy(() => place.database.batch(signIn(email, sessionId, now), "write"));
  const user = results.at(-1)?.rows[0] as unknown as User;
  return {
    email,
    user: { ...user },
    accessToken: await signAccessToken(place.settings, { sessionId, userId: user.id }, now),
    refreshToken: await makeRefreshToken(place.settings, sessionId, 0),
  };
}

/** The statements of `worker/accounts/open-session.ts`, without those of the code. */
function signIn(email: string, sessionId: string, now: number): InStatement[] {
  const { address, key, domain } = parseEmailAddress(email) ?? { address: email, key: email, domain: email };
  const workspaceId = newId("workspace");
  return [
    {
      sql: `INSERT INTO users (id, email, email_key, company_domain, created_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (email_key) DO NOTHING`,
      args: [newId("user"), address, key, isPublicEmailDomain(domain) ? null : domain, now],
    },
    {
      sql: `INSERT INTO workspaces (id, kind, personal_of, name, plan, seats, created_at, change_id)
        SELECT ?, 'personal', id, email, 'free', 1, ?, 'planted' FROM users
        WHERE email_key = ? AND NOT EXISTS (SELECT 1 FROM workspaces WHERE personal_of = users.id)`,
      args: [workspaceId, now, key],
    },
    {
      sql: `INSERT INTO memberships
        (id, workspace_id, personal, user_id, email, email_key, role, status, activated_at, updated_at, change_id)
        SELECT ?, id, 1, personal_of, ?, ?, 'super_admin', 'active', ?, ?, 'planted' FROM workspaces WHERE id = ?`,
      args: [newId("membership"), address, key, now, now, workspaceId],
    },
    {
      sql: `INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at)
        SELECT ?, id, max(?, (SELECT coalesce(max(sign_in_after), 0) + 1 FROM memberships WHERE user_id = users.id)), ?, ?
        FROM users WHERE email_key = ?`,
      args: [sessionId, now, now, now + SESSION_LIFETIME, key],
    },
    { sql: "SELECT id, email, name, locale FROM users WHERE email_key = ?", args: [key] },
  ];
}

/** Makes people active members as if they had been invited and come in long ago; seats are counted as ever. */
export async function plantMembers<Person extends SignedIn>(
  { database }: Place,
  workspaceId: string,
  people: (Person & { role: Role })[],
): Promise<(Person & { role: Role; membershipId: string })[]> {
  const now = Date.now();
  const members = people.map((person) => ({ ...person, membershipId: newId("membership") }));
  const rows = members.map(({ membershipId, user, role }) => ({
    sql: `INSERT INTO memberships
      (id, workspace_id, user_id, email, email_key, role, status, activated_at, updated_at, change_id)
      SELECT ?, ?, id, email, email_key, ?, 'active', ?, ?, 'planted' FROM users WHERE id = ?`,
    args: [membershipId, workspaceId, role, now, now, user.id],
  }));
  await retryBusy(() => database.batch(rows, "write"));
  return members;
}

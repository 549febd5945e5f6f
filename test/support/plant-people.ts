import type { InStatement, ResultSet } from "@libsql/client/web";
import { domainOfKey } from "../../shared/email-address.ts";
import { newId } from "../../shared/ids.ts";
import { signAccessToken } from "../../worker/accounts/credentials.ts";
import { isPublicEmailDomain } from "../../worker/colleagues/public-email-domains.ts";
import { retryBusy } from "../../worker/db/retry-busy.ts";
import type { Settings } from "../../worker/env.ts";

/** The database of the service. */
export type Database = {
  execute(statement: InStatement): Promise<ResultSet>;
  batch(statements: InStatement[], mode: "write"): Promise<ResultSet[]>;
};

/** With what its tokens are signed with. */
export type Place = { database: Database; settings: Settings };

export type Person = { email: string; userId: string; token: string };

/** Puts people in place, signed in, as if they had come long ago. */
export async function plantPeople(place: Place, emails: string[]): Promise<Person[]> {
  const now = Date.now();
  const people = await Promise.all(
    emails.map(async (email) => {
      const session = { sessionId: newId("session"), userId: newId("user") };
      return { email, ...session, token: await signAccessToken(place.settings, session, now) };
    }),
  );
  await inChunks(people, (chunk) => {
    const rows = chunk.flatMap((person) => rowsOf(person, now));
    return retryBusy(() => place.database.batch(rows, "write"));
  });
  return people;
}

function rowsOf({ email, userId, sessionId }: Person & { sessionId: string }, now: number): InStatement[] {
  const domain = isPublicEmailDomain(domainOfKey(email)) ? null : domainOfKey(email);
  return [
    {
      sql: "INSERT INTO users (id, email, email_key, company_domain, created_at) VALUES (?, ?, ?, ?, ?)",
      args: [userId, email, email, domain, now],
    },
    {
      sql: "INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at) VALUES (?, ?, ?, ?, ?)",
      args: [sessionId, userId, now, now, now + 86_400_000],
    },
  ];
}

export async function inChunks<T>(items: T[], each: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += 500) await each(items.slice(at, at + 500));
}

/** The server ends a transaction after five seconds, also on a slow machine. */
const AT_ONCE = 4_000;

/** So many active members of a workspace with seats for them, half of them creators, from `ann-0000001@domain` on. */
export async function plantMembers(database: Database, workspaceId: string, domain: string, count: number) {
  await plantUsers(database, domain, count);
  await inSteps(count, database, (from, to) => ({
    sql: `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, role, status, activated_at, updated_at, change_id)
      SELECT replace(id, 'usr_', 'mbr_'), ?, id, email, email_key, iif(rowid % 2, 'creator', 'viewer'), 'active', 1, 1, 'planted'
      FROM users WHERE email_key IN (SELECT printf('ann-%07d@${domain}', value) FROM generate_series(?, ?))`,
    args: [workspaceId, from, to],
  }));
}

export async function plantUsers(database: Database, domain: string, count: number): Promise<void> {
  await inSteps(count, database, (from, to) => ({
    sql: `INSERT INTO users (id, email, email_key, company_domain, suggestible, created_at)
      SELECT printf('usr_0%025x', abs(random())), printf('ann-%07d@${domain}', value), printf('ann-%07d@${domain}', value), '${domain}', 1, 1
      FROM generate_series(?, ?)`,
    args: [from, to],
  }));
}

/** A large number of rows, so many a statement. */
export async function inSteps(
  count: number,
  database: Database,
  step: (from: number, to: number) => InStatement,
): Promise<void> {
  // The service may still be delivering what was measured before.
  for (let from = 1; from <= count; from += AT_ONCE)
    await retryBusy(() => database.execute(step(from, Math.min(count, from + AT_ONCE - 1))));
}

import type { Client } from "@libsql/client/web";
import { domainOfKey } from "../../shared/email-address.ts";
import { newId } from "../../shared/ids.ts";
import { signAccessToken } from "../../worker/accounts/credentials.ts";
import { isPublicEmailDomain } from "../../worker/colleagues/public-email-domains.ts";
import type { Settings } from "../../worker/env.ts";

/** The database of the service, and what its tokens are signed with. */
export type Place = { database: Client; settings: Settings };

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
  await inChunks(people, (chunk) =>
    place.database.batch(
      chunk.flatMap(({ email, userId, sessionId }) => [
        {
          sql: "INSERT INTO users (id, email, email_key, company_domain, created_at) VALUES (?, ?, ?, ?, ?)",
          args: [userId, email, email, isPublicEmailDomain(domainOfKey(email)) ? null : domainOfKey(email), now],
        },
        {
          sql: "INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at) VALUES (?, ?, ?, ?, ?)",
          args: [sessionId, userId, now, now, now + 86_400_000],
        },
      ]),
      "write",
    ),
  );
  return people;
}

export async function inChunks<T>(items: T[], each: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += 500) await each(items.slice(at, at + 500));
}

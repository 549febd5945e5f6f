import { and, eq, gt, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { SessionTokens } from "../../shared/api/accounts.ts";
import { type EmailAddress, parseEmailAddress } from "../../shared/email-address.ts";
import { newId } from "../../shared/ids.ts";
import { CODE_TRIES, RATE_LIMITS, SESSION_LIFETIME } from "../../shared/limits.ts";
import { isPublicEmailDomain } from "../colleagues/public-email-domains.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { signInCodes, signInTries } from "../db/schema/sign-in-codes.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits, refundLimit } from "../limits/charge-limits.ts";
import { digest, equalInConstantTime } from "../secrets/derive.ts";
import { hashCode } from "./code-hash.ts";
import { presentTokens } from "./present.ts";

const WRONG_CODES = "wrong-codes";

/**
 * Exchanges a mailed code for a session. The first sign-in makes the user and their personal workspace.
 * Wrong, spent, expired and unknown codes are one answer on the wire: 401 `invalid_code`.
 */
export async function openSession(
  ctx: RequestContext,
  input: { email: string; code: string },
): Promise<{ tokens: SessionTokens; sessionId: string }> {
  const email = parseEmailAddress(input.email);
  if (!email) throw new Problem("invalid_code", { logReason: "not an address" });

  const candidates = await chargeCodes(ctx, email);
  if (candidates.length === 0) throw new Problem("invalid_code", { logReason: "no live code" });
  const subject = `address:${email.key}`;
  await chargeLimits(ctx, subject, [{ name: WRONG_CODES, ...RATE_LIMITS.wrongCodesPerAddress }]);

  const codeId = await findMatch(ctx, candidates, input.code);
  if (codeId === undefined) throw new Problem("invalid_code", { logReason: "wrong code" });
  ctx.waitUntil(refundLimit(ctx, subject, WRONG_CODES));
  return spendCode(ctx, email, codeId);
}

type Candidate = { id: string; codeHash: string };

/** Charges a try to each live code of the address, for this network, before anything is compared. */
async function chargeCodes(ctx: RequestContext, email: EmailAddress): Promise<Candidate[]> {
  const network = await digest(ctx.settings, ctx.network);
  const tries = Math.ceil(CODE_TRIES * ctx.settings.limitsScale);
  const { write } = ctx.db;
  const live = and(
    eq(signInCodes.emailKey, email.key),
    gt(signInCodes.expiresAt, ctx.now),
    isNull(signInCodes.voidedAt),
    isNull(signInCodes.usedBy),
  );
  const [, candidates] = await write.batch([
    write
      .insert(signInTries)
      .select(
        write
          .select({
            codeId: signInCodes.id,
            network: sql<string>`${network}`.as("network"),
            tries: sql<number>`1`.as("tries"),
          })
          .from(signInCodes)
          .where(live),
      )
      .onConflictDoUpdate({
        target: [signInTries.codeId, signInTries.network],
        set: { tries: sql`min(${signInTries.tries} + 1, ${tries + 1})` },
      }),
    write
      .select({ id: signInCodes.id, codeHash: signInCodes.codeHash })
      .from(signInCodes)
      .innerJoin(signInTries, eq(signInTries.codeId, signInCodes.id))
      .where(and(live, eq(signInTries.network, network), lte(signInTries.tries, tries))),
  ]);
  return candidates;
}

async function findMatch(ctx: RequestContext, candidates: Candidate[], code: string): Promise<string | undefined> {
  let match: string | undefined;
  for (const candidate of candidates) {
    const hash = await hashCode(ctx.settings, candidate.id, code);
    if (equalInConstantTime(hash, candidate.codeHash)) match = candidate.id;
  }
  return match;
}

/** Now, yet later than whatever moment some workspace asks sign-ins to be after: clocks differ by a little. */
function anewEverywhere({ now }: RequestContext): SQL {
  return sql`max(${now}, (SELECT coalesce(max(asked.sign_in_after), 0) + 1 FROM ${memberships} AS asked
    WHERE asked.user_id = ${users.id}))`;
}

/** Spends the code and makes what it earns in one transaction: whoever comes second with it gets nothing. */
async function spendCode(
  ctx: RequestContext,
  email: EmailAddress,
  codeId: string,
): Promise<{ tokens: SessionTokens; sessionId: string }> {
  const change = newId("change");
  const sessionId = newId("session");
  const companyDomain = isPublicEmailDomain(email.domain) ? null : email.domain;
  const spentByUs = sql`EXISTS (SELECT 1 FROM ${signInCodes} WHERE ${signInCodes.id} = ${codeId} AND ${signInCodes.usedBy} = ${change})`;
  const person = sql`${users} WHERE ${users.emailKey} = ${email.key} AND ${spentByUs}`;
  const withoutPersonal = sql`${person} AND NOT EXISTS (SELECT 1 FROM ${workspaces} WHERE ${workspaces.personalOf} = ${users.id})`;
  const { write } = ctx.db;
  const results = await write.batch([
    write
      .update(signInCodes)
      .set({ usedBy: change })
      .where(and(eq(signInCodes.id, codeId), isNull(signInCodes.usedBy), isNull(signInCodes.voidedAt))),
    write.run(sql`INSERT INTO ${users} (id, email, email_key, company_domain, name, locale, created_at)
      SELECT ${newId("user")}, ${email.address}, ${email.key}, ${companyDomain}, '', ${ctx.locale}, ${ctx.now} WHERE ${spentByUs}
      ON CONFLICT (email_key) DO UPDATE SET company_domain = excluded.company_domain`),
    write.run(sql`INSERT INTO ${workspaces} (id, kind, personal_of, name, plan, seats, created_at, change_id)
      SELECT ${newId("workspace")}, 'personal', ${users.id}, ${email.address}, 'free', 1, ${ctx.now}, ${change} FROM ${withoutPersonal}`),
    write.run(sql`INSERT INTO ${memberships}
      (id, workspace_id, personal, user_id, email, email_key, role, status, activated_at, updated_at, change_id)
      SELECT ${newId("membership")}, ${workspaces.id}, 1, ${workspaces.personalOf}, ${email.address}, ${email.key},
        'super_admin', 'active', ${ctx.now}, ${ctx.now}, ${change}
      FROM ${workspaces} WHERE ${workspaces.changeId} = ${change}`),
    write.run(sql`INSERT INTO ${sessions} (id, user_id, generation, user_agent, created_at, last_used_at, expires_at)
      SELECT ${sessionId}, ${users.id}, 0, ${ctx.userAgent}, ${anewEverywhere(ctx)}, ${ctx.now}, ${ctx.now + SESSION_LIFETIME} FROM ${person}`),
    write
      .select({ user: users })
      .from(users)
      .innerJoin(sessions, eq(sessions.userId, users.id))
      .where(eq(sessions.id, sessionId)),
  ]);
  const user = results[5][0]?.user;
  if (!user) throw new Problem("invalid_code", { logReason: "code spent meanwhile" });
  ctx.log.user = user.id;
  return { tokens: await presentTokens(ctx, user, sessionId, 0), sessionId };
}

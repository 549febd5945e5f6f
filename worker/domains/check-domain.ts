import { and, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { Domain } from "../../shared/api/domains.ts";
import { newId } from "../../shared/ids.ts";
import { DOMAIN_CHECKED_EVERY, DOMAIN_GRACE, RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { brokenConstraint } from "../db/constraint.ts";
import { domains } from "../db/schema/domains.ts";
import { DnsFailure } from "../dns/ask-dns.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits } from "../limits/charge-limits.ts";
import { actorStill } from "../members/actor-still.ts";
import type { Actor } from "../workspaces/authorize.ts";
import {
  authorizeForDomains,
  type DomainRow,
  ofWorkspace,
  presentDomain,
  readDomain,
  recordDomain,
} from "./claim-domain.ts";
import { findProof } from "./proof.ts";

/** How soon a resolver that was away is asked again. */
const AGAIN_AFTER = 60 * 60 * 1000;
const AT_ONCE = 20;
/** The same as whoever asked by hand is told. */
const DNS_RETRY_SECONDS = 10;

/**
 * Asks DNS for the workspace's record: found, the domain is proven; not found, it stays as it is. 503 where DNS
 * cannot be asked, 409 `domain_taken` where another workspace has proven it, told only to whoever has the record too.
 */
export async function verifyDomain(ctx: RequestContext, workspaceId: string, text: string): Promise<Domain> {
  const actor = await authorizeForDomains(ctx, workspaceId);
  const domain = readDomain(text);
  await chargeLimits(ctx, `workspace:${workspaceId}`, [{ name: "dns", ...RATE_LIMITS.domainChecks }]);
  const [before] = await ctx.db.read.select().from(domains).where(ofWorkspace(workspaceId, domain));
  if (!before) throw new Problem("not_found");
  const found = await askDns(ctx, before);
  return presentDomain(ctx, found ? await writeProof(ctx, actor, before) : await writeMiss(ctx, actor, before));
}

async function askDns(ctx: RequestContext, row: DomainRow): Promise<boolean> {
  try {
    return await findProof(ctx.settings, row.workspaceId, row.domain);
  } catch (error) {
    if (!(error instanceof DnsFailure)) throw error;
    throw new Problem("dns_unavailable", { retryAfterSeconds: DNS_RETRY_SECONDS, logReason: error.message });
  }
}

async function writeProof(ctx: RequestContext, actor: Actor, before: DomainRow): Promise<DomainRow> {
  const changeId = newId("change");
  const { write } = ctx.db;
  const checked = { checkedAt: ctx.now, nextCheckAt: ctx.now + DOMAIN_CHECKED_EVERY, missingSince: null };
  try {
    const [, , , rows] = await write.batch([
      write
        .update(domains)
        .set(checked)
        .where(and(eq(domains.id, before.id), isNotNull(domains.provenAt))),
      write
        .update(domains)
        .set({ ...checked, provenAt: ctx.now, changeId })
        .where(and(eq(domains.id, before.id), isNull(domains.provenAt), actorStill(actor))),
      recordDomain(ctx, changeId, actor.user.id, "domain.proven"),
      write.select().from(domains).where(eq(domains.id, before.id)),
    ]);
    const [row] = rows;
    if (!row) throw new Problem("not_found");
    return row;
  } catch (error) {
    throw brokenConstraint(error) === "domain_taken" ? new Problem("domain_taken") : error;
  }
}

async function writeMiss(ctx: RequestContext, actor: Actor, before: DomainRow): Promise<DomainRow> {
  const [row] = await ctx.db.write
    .update(domains)
    .set({ checkedAt: ctx.now, missingSince: missingNow(ctx) })
    .where(and(eq(domains.id, before.id), actorStill(actor)))
    .returning();
  return row ?? before;
}

/** Only of what was proven can a record go missing. */
function missingNow(ctx: RequestContext) {
  return sql<number | null>`iif(${domains.provenAt} IS NULL, NULL, coalesce(${domains.missingSince}, ${ctx.now}))`;
}

/**
 * Asks DNS anew for the proven domains that are due. A record that stays away for `DOMAIN_GRACE` ends the proof;
 * a resolver that is away proves nothing either way.
 */
export async function recheckDomains(ctx: RequestContext): Promise<void> {
  const due = await ctx.db.read
    .select()
    .from(domains)
    .where(and(lte(domains.nextCheckAt, ctx.now), isNotNull(domains.provenAt)))
    .orderBy(domains.nextCheckAt)
    .limit(AT_ONCE);
  for (const row of due) await recheck(ctx, row);
}

async function recheck(ctx: RequestContext, row: DomainRow): Promise<void> {
  const found = await findProof(ctx.settings, row.workspaceId, row.domain).catch((error: unknown) => {
    console.log(JSON.stringify({ event: "domain.not_checked", id: row.id, reason: String(error) }));
    return undefined;
  });
  const { write } = ctx.db;
  if (found === undefined) {
    await write
      .update(domains)
      .set({ nextCheckAt: ctx.now + AGAIN_AFTER })
      .where(eq(domains.id, row.id));
    return;
  }
  const changeId = newId("change");
  const missingSince = found ? null : missingNow(ctx);
  await write.batch([
    write
      .update(domains)
      .set({ checkedAt: ctx.now, nextCheckAt: ctx.now + DOMAIN_CHECKED_EVERY, missingSince })
      .where(eq(domains.id, row.id)),
    write
      .update(domains)
      .set({ provenAt: null, nextCheckAt: null, missingSince: null, changeId })
      .where(and(eq(domains.id, row.id), lte(domains.missingSince, ctx.now - DOMAIN_GRACE))),
    recordDomain(ctx, changeId, null, "domain.proof_lost"),
  ]);
}

import { and, eq, sql } from "drizzle-orm";
import type { Domain } from "../../shared/api/domains.ts";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { parseDomain } from "../../shared/email-address.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange } from "../audit/record-change.ts";
import { isPublicEmailDomain } from "../colleagues/public-email-domains.ts";
import type { RequestContext } from "../context.ts";
import { domains } from "../db/schema/domains.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { type Actor, authorize } from "../workspaces/authorize.ts";
import { proofName, proofValue } from "./proof.ts";

export type DomainRow = typeof domains.$inferSelect;

/** Claims a domain, which blocks nobody until its record is found. Free-mail and disposable ones are 422 `public_email_domain`. */
export async function claimDomain(ctx: RequestContext, workspaceId: string, text: string): Promise<Domain> {
  const actor = await authorizeForDomains(ctx, workspaceId);
  const domain = readDomain(text);
  if (isPublicEmailDomain(domain)) throw new Problem("public_email_domain");
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, , rows] = await write.batch([
    write.run(sql`INSERT INTO ${domains} (id, workspace_id, domain, created_at, change_id)
      SELECT ${newId("domain")}, ${workspaceId}, ${domain}, ${ctx.now}, ${changeId} WHERE ${actorStill(actor)}
      ON CONFLICT (workspace_id, domain) DO NOTHING`),
    recordDomain(ctx, changeId, actor.user.id, "domain.claimed"),
    write.select().from(domains).where(ofWorkspace(workspaceId, domain)),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("forbidden", { logReason: "lost the role meanwhile" });
  return presentDomain(ctx, row);
}

/** Gives a domain up; if it was proven, people of that domain no longer join by themselves. */
export async function deleteDomain(ctx: RequestContext, workspaceId: string, text: string): Promise<void> {
  const actor = await authorizeForDomains(ctx, workspaceId);
  const domain = readDomain(text);
  const changeId = newId("change");
  const { write } = ctx.db;
  const target = and(ofWorkspace(workspaceId, domain), actorStill(actor));
  const [, , gone] = await write.batch([
    write.update(domains).set({ changeId }).where(target),
    recordDomain(ctx, changeId, actor.user.id, "domain.deleted"),
    write.delete(domains).where(target).returning({ id: domains.id }),
  ]);
  if (gone.length === 0) throw new Problem("not_found");
}

export async function authorizeForDomains(ctx: RequestContext, workspaceId: string): Promise<Actor> {
  const actor = await authorize(ctx, workspaceId, "security.manage");
  if (actor.workspace.kind === "personal") throw new Problem("personal_workspace");
  return actor;
}

export function ofWorkspace(workspaceId: string, domain: string) {
  return and(eq(domains.workspaceId, workspaceId), eq(domains.domain, domain));
}

export function recordDomain(ctx: RequestContext, changeId: string, actorUserId: string | null, action: AuditAction) {
  return auditChange(ctx, {
    table: "domains",
    changeId,
    actorUserId,
    action,
    data: sql`json_object('domain', changed.domain)`,
  });
}

export function readDomain(text: string): string {
  const domain = parseDomain(text);
  if (domain !== undefined) return domain;
  throw new Problem("invalid_request", {
    errors: [{ pointer: "/domain", code: "domain", detail: "Must be a domain such as example.com." }],
  });
}

export async function presentDomain(ctx: RequestContext, row: DomainRow): Promise<Domain> {
  return {
    domain: row.domain,
    status: row.provenAt === null ? "pending" : "proven",
    txtName: proofName(row.domain),
    txtValue: await proofValue(ctx.settings, row.workspaceId, row.domain),
    provenAt: isoTime(row.provenAt),
    checkedAt: isoTime(row.checkedAt),
    missingSince: isoTime(row.missingSince),
  };
}

function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

import type { ApiKey } from "../../../shared/api/api-keys.ts";
import type { Member } from "../../../shared/api/members.ts";
import { can, type Role } from "../../../shared/policy/roles.ts";
import { answer, api } from "../../api.ts";
import { counted, formatNumber, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";

/** A member has 100 at most that live; those that are over are read with them. */
const READ_MAX = "200";
const NAMED_MAX = 6;

/**
 * The member's API keys that stop working when they lose their place, or get this role: those that work now. None where
 * nothing stops.
 */
export async function keysThatStop(belonging: Belonging, member: Member, role?: Role): Promise<ApiKey[]> {
  const mayHaveSome = member.status === "active" && can(member.role, "api.use");
  if (!mayHaveSome || (role !== undefined && can(role, "api.use"))) return [];
  const { workspace } = belonging;
  // One's own are listed to oneself; those of others to whoever manages members.
  const ofMember = workspace.abilities.includes("members.manage") ? { membershipId: member.id } : {};
  const query = { limit: READ_MAX, ...ofMember };
  const { items } = await answer(
    api.workspaces[":workspaceId"]["api-keys"].$get({ param: { workspaceId: workspace.id }, query }),
  );
  return items.filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > Date.now());
}

/** The keys by name, for a question; the last line counts those that are too many to name. */
export function nameKeys(keys: readonly ApiKey[]): { label: string; items: string[] } | undefined {
  if (keys.length === 0) return undefined;
  const named = keys.slice(0, NAMED_MAX).map(({ name, prefix }) => `${name} (${prefix}…)`);
  const more = keys.length - named.length;
  const rest = more > 0 ? [t(counted("ext.ask.more_keys", more), { count: formatNumber(more) })] : [];
  return { label: t("ext.ask.keys"), items: [...named, ...rest] };
}

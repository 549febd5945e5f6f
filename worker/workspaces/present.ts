import type { Plan, Workspace } from "../../shared/api/workspaces.ts";
import type { MembershipStatus } from "../../shared/policy/membership.ts";
import { abilitiesOf, type Role } from "../../shared/policy/roles.ts";
import type { RequestContext } from "../context.ts";
import type { workspaces } from "../db/schema/workspaces.ts";
import { logoUrl } from "../looks/logo-path.ts";
import { sharePolicyOf } from "./share-policy-of.ts";

export type WorkspaceRow = typeof workspaces.$inferSelect;

/** A workspace as its reader may see it; only an active member can do anything there. */
export function presentWorkspace(
  { settings }: Pick<RequestContext, "settings">,
  row: WorkspaceRow,
  reader: { role: Role; status: MembershipStatus },
): Workspace {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    joinPolicy: row.joinPolicy,
    defaultRole: row.defaultRole,
    sharePolicy: sharePolicyOf(row),
    look: { colour: row.colour, logoUrl: logoUrl(settings, row.logoKey) },
    abilities: reader.status === "active" ? abilitiesOf(reader.role) : [],
  };
}

/** Seats as they stand now; `overdue` invitations are still counted as held by the row but hold nothing. */
export function presentPlan(row: WorkspaceRow, overdue: number): Plan {
  const held = row.held - overdue;
  return { plan: row.plan, seats: row.seats, occupied: row.occupied, held, free: row.seats - row.occupied - held };
}

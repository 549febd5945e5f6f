import type { Plan, Workspace } from "../../shared/api/workspaces.ts";
import type { MembershipStatus } from "../../shared/policy/membership.ts";
import { abilitiesOf, type Role } from "../../shared/policy/roles.ts";
import type { RequestContext } from "../context.ts";
import type { workspaces } from "../db/schema/workspaces.ts";
import { versioned } from "../http/versions.ts";
import { logoUrl } from "../looks/logo-path.ts";
import { sharePolicyOf } from "./share-policy-of.ts";

export type WorkspaceRow = typeof workspaces.$inferSelect;

/** A workspace as its reader may see it; only an active member can do anything there. */
export function presentWorkspace(
  { settings }: Pick<RequestContext, "settings">,
  row: WorkspaceRow,
  reader: { role: Role; status: MembershipStatus },
): Workspace {
  const { id, kind, name, joinPolicy, defaultRole, colour } = row;
  const sharePolicy = sharePolicyOf(row);
  const look = { colour, logoUrl: logoUrl(settings, row.logoKey) };
  const abilities = reader.status === "active" ? abilitiesOf(reader.role) : [];
  return versioned({ id, kind, name, joinPolicy, defaultRole, sharePolicy, look, abilities }, [
    name,
    joinPolicy,
    defaultRole,
    sharePolicy,
    look,
  ]);
}

/** Seats as they stand now; `overdue` invitations are still counted as held by the row but hold nothing. */
export function presentPlan(row: WorkspaceRow, overdue: number): Plan {
  const held = row.held - overdue;
  const { plan, seats, occupied } = row;
  return versioned({ plan, seats, occupied, held, free: seats - occupied - held }, [plan, seats]);
}

import type { AccessRequest } from "../../shared/api/access-requests.ts";
import type { accessRequests } from "../db/schema/access-requests.ts";

export type AccessRequestRow = typeof accessRequests.$inferSelect;

/** A request for access as those who decide see it, and whoever asked. */
export function presentAccessRequest(
  row: AccessRequestRow,
  asker: { email: string; name: string | null },
): AccessRequest {
  return {
    id: row.id,
    nodeId: row.nodeId,
    email: asker.email,
    name: asker.name ?? "",
    message: row.message,
    createdAt: new Date(row.createdAt).toISOString(),
  };
}

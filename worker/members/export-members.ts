import Papa from "papaparse";
import type { InferOutput } from "valibot";
import type { Member, memberQuery } from "../../shared/api/members.ts";
import type { RequestContext } from "../context.ts";
import { exportPages } from "../http/export-pages.ts";
import { listMembers } from "./list-members.ts";

const EXPORTED_AT_ONCE = 500;

const COLUMNS = [
  "email",
  "name",
  "role",
  "status",
  "invitedAt",
  "expiresAt",
  "activatedAt",
] as const satisfies (keyof Member)[];

/** All members that the filter lets through as CSV (RFC 4180), the names of the wire in its first line. */
export async function exportMembers(
  ctx: RequestContext,
  workspaceId: string,
  filter: InferOutput<typeof memberQuery>,
): Promise<ReadableStream<Uint8Array>> {
  const page = (cursor = filter.cursor) =>
    listMembers(ctx, workspaceId, { ...filter, limit: EXPORTED_AT_ONCE, cursor });
  const first = await page();
  let header = true;
  return exportPages(first, page, (members) => {
    const lines = toCsv(members, header);
    header = false;
    return lines;
  });
}

/** People choose their names: one that a spreadsheet would take for a formula is made text. */
function toCsv(members: Member[], header: boolean): string {
  if (members.length === 0) return header ? `${COLUMNS.join(",")}\r\n` : "";
  return `${Papa.unparse(members, { columns: [...COLUMNS], header, escapeFormulae: true })}\r\n`;
}

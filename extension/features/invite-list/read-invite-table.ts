import Papa from "papaparse";
import { parseEmailAddress } from "../../../shared/email-address.ts";
import { foldText } from "../../../shared/fold-text.ts";
import { en } from "../../../shared/i18n/en.ts";
import { fr } from "../../../shared/i18n/fr.ts";
import { ROLES, type Role } from "../../../shared/policy/roles.ts";
import { type Columns, readHeader } from "./csv-columns.ts";
import type { BadRow, InviteTable, Listed } from "./invite-list.ts";

/** A role by its name on the wire or by what people call it, in either language. */
const ROLE_BY_NAME = new Map<string, Role>(
  ROLES.flatMap((role) =>
    [role, en[`role.${role}`], fr[`role.${role}`]].map((name) => [foldText(name), role] as const),
  ),
);

/**
 * People to invite from a CSV file or what was copied out of a spreadsheet: a header names the columns; without one,
 * each row's first address counts. A row that cannot be read is kept apart with its number; someone twice comes once.
 */
export function readInviteTable(text: string): InviteTable {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: "greedy" });
  const columns = readHeader(data[0] ?? []);
  const people = new Map<string, Listed>();
  const bad: BadRow[] = [];
  for (const [at, cells] of data.entries()) {
    if (at === 0 && columns) continue;
    const read = readRow(cells, columns);
    if ("why" in read) bad.push({ row: at + 1, ...read });
    else if (!people.has(read.key)) people.set(read.key, { email: read.email, role: read.role });
  }
  return { people: [...people.values()], bad };
}

type ReadRow = (Listed & { key: string }) | Omit<BadRow, "row">;

function readRow(cells: string[], columns: Columns | undefined): ReadRow {
  const given = columns ? (cells[columns.email] ?? "") : (cells.find((cell) => cell.includes("@")) ?? cells[0] ?? "");
  const address = parseEmailAddress(given);
  if (!address) return { text: given.trim(), why: "address" };
  const named = (columns ? (cells[columns.role] ?? "") : "").trim();
  const role = ROLE_BY_NAME.get(foldText(named)) ?? null;
  if (named !== "" && role === null) return { text: named, why: "role" };
  return { email: address.address, role, key: address.key };
}

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
 * each row's first address counts. A row that cannot be read is kept apart with its number, by which blank ones count too
 * as in the file; someone twice comes once.
 */
export function readInviteTable(text: string): InviteTable {
  const rows = readRows(text);
  const columns = readHeader(rows[0]?.cells ?? []);
  const people = new Map<string, Listed>();
  // What is not closed takes others with it, so it is told first.
  const bad: BadRow[] = rows.filter(({ isOpen }) => isOpen).map(({ row, cells }) => openRow(row, cells));
  for (const { row, cells, isOpen } of columns ? rows.slice(1) : rows) {
    if (isOpen) continue;
    const read = readRow(cells, columns);
    if ("why" in read) bad.push({ row, ...read });
    else if (!people.has(read.key)) people.set(read.key, { email: read.email, role: read.role });
  }
  return { people: [...people.values()], bad };
}

/** A row that is not blank; `isOpen`: a quotation mark in it is not closed where its cell ends, and took more rows into it. */
type Row = { row: number; cells: string[]; isOpen: boolean };

function readRows(text: string): Row[] {
  // Blank rows would mislead what guesses the delimiter, and are counted all the same.
  const { delimiter } = Papa.parse(text, { skipEmptyLines: "greedy", preview: 1 }).meta;
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  const unclosed = new Set(errors.filter(({ code }) => code === "MissingQuotes").map(({ row }) => row));
  const misplaced = new Set(errors.filter(({ code }) => code === "InvalidQuotes").map(({ row }) => row));
  return data
    .map((cells, at) => ({
      row: at + 1,
      cells,
      isOpen: unclosed.has(at) || (misplaced.has(at) && cells.some((cell) => /[\r\n]/.test(cell))),
    }))
    .filter(({ cells }) => cells.join("").trim() !== "");
}

function openRow(row: number, cells: string[]): BadRow {
  const [first = ""] = (cells.find((cell) => /[\r\n]/.test(cell)) ?? cells.at(-1) ?? "").split(/[\r\n]/);
  return { row, text: first.trim(), why: "quote" };
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

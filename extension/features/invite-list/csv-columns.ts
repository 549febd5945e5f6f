import { foldText } from "../../../shared/fold-text.ts";

const EMAIL_NAMES = [
  "email",
  "e-mail",
  "mail",
  "email address",
  "e-mail address",
  "adresse",
  "adresse email",
  "adresse e-mail",
  "adresse mail",
  "adresse electronique",
  "courriel",
];
const ROLE_NAMES = ["role"];

/** Which column holds what; undefined for a row that is no header. */
export type Columns = { email: number; role: number };

export function readHeader(cells: string[]): Columns | undefined {
  const names = cells.map((cell) => foldText(cell.trim()));
  const email = names.findIndex((name) => EMAIL_NAMES.includes(name));
  return email === -1 ? undefined : { email, role: names.findIndex((name) => ROLE_NAMES.includes(name)) };
}

/** Whether a text begins as a table does whose header names addresses, and goes on after it. */
export function looksLikeTable(text: string): boolean {
  const [first = "", ...rest] = text.trim().split(/\r?\n/);
  const cells = first.split(/[,;\t]/).map((cell) => cell.replace(/^\s*"|"\s*$/g, ""));
  return rest.length > 0 && readHeader(cells) !== undefined;
}

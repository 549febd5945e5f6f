import { batch, signal } from "@preact/signals";
import type { InvitationResult } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { sendInvitations, wasRefused } from "../members/send-invitations.ts";
import { looksLikeTable } from "./csv-columns.ts";
import { readText } from "./read-text.ts";

/** `role` is null where the table says none. */
export type Listed = { email: string; role: Role | null };
export type BadRow = { row: number; text: string; why: "address" | "role" };
export type InviteTable = { people: Listed[]; bad: BadRow[] };

/** The table in hand, with those of it that are not invited yet; `name` is empty for one that was pasted. */
export type InviteList = InviteTable & { name: string };
export const list = signal<InviteList | undefined>();
export const listResults = signal<InvitationResult[]>([]);
export const listProblem = signal<ApiProblem | undefined>();
export const sendingList = signal(false);

export async function takeFile(file: File): Promise<void> {
  await take(file.name, await readText(file));
}

/** Takes what was pasted if it is a table; anything else is for the field it was pasted into. */
export function takePastedTable(text: string): boolean {
  const isTable = looksLikeTable(text);
  if (isTable) void take("", text);
  return isTable;
}

async function take(name: string, text: string): Promise<void> {
  // Only who has a table needs what reads one.
  const { readInviteTable } = await import("./read-invite-table.ts");
  forgetList();
  list.value = { name, ...readInviteTable(text) };
}

/** Invites everyone listed; those who could not be invited stay, to be tried again. */
export async function sendList(workspaceId: string, usualRole: Role): Promise<InvitationResult[]> {
  const chosen = list.value;
  if (!chosen || sendingList.value) return [];
  sendingList.value = true;
  const { people } = chosen;
  const { results, problem } = await sendInvitations(
    workspaceId,
    people.map(({ email, role }) => ({ email, role: role ?? usualRole })),
  );
  const refused = new Set(results.filter(wasRefused).map(({ email }) => email));
  batch(() => {
    sendingList.value = false;
    listResults.value = results;
    listProblem.value = problem;
    list.value = {
      ...chosen,
      people: [...people.filter(({ email }) => refused.has(email)), ...people.slice(results.length)],
    };
  });
  return results;
}

export function forgetList(): void {
  list.value = undefined;
  listResults.value = [];
  listProblem.value = undefined;
}

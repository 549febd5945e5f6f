import { batch, signal } from "@preact/signals";
import type { InvitationResult } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { sendInvitations, wasRefused } from "../members/send-invitations.ts";
import { looksLikeTable } from "./csv-columns.ts";
import { readText } from "./read-text.ts";

/** `role` is null where the table says none. */
export type Listed = { email: string; role: Role | null };
export type BadRow = { row: number; text: string; why: "address" | "role" | "quote" };
export type InviteTable = { people: Listed[]; bad: BadRow[] };

/** The table in hand, with those of it that are not invited yet; `name` is empty for one that was pasted. */
export type InviteList = InviteTable & { name: string };

/** `left`: it was stopped as one went to another workspace. */
export type SentList = { results: InvitationResult[]; ending: "whole" | "stopped" | "left" | "forgotten" };

export const list = signal<InviteList | undefined>();
export const listResults = signal<InvitationResult[]>([]);
export const listProblem = signal<ApiProblem | undefined>();
/** Of its sending; `stopping` is until the part under way has arrived. */
export const course = signal<"sending" | "stopping" | "stopped" | undefined>();
/** Why what was chosen or pasted was not taken. */
export const takeProblem = signal<"busy" | "unreadable" | undefined>();

let workspaceId = "";
/** Another one for each sending, and once the list is forgotten. */
let stop = new AbortController();
/** Of what is being read only the newest counts, and nothing once it is forgotten. */
let takings = 0;

/** Holds the list for a workspace: what was taken for another is forgotten. */
export function holdListFor(ofWorkspace: string): void {
  if (ofWorkspace !== workspaceId) forgetList();
  workspaceId = ofWorkspace;
}

export function takeFile(file: File): Promise<void> {
  return take(file.name, () => readText(file));
}

/** Takes what was pasted if it is a table; anything else is for the field it was pasted into. */
export function takePastedTable(text: string): boolean {
  const isTable = looksLikeTable(text);
  if (isTable) void take("", () => text);
  return isTable;
}

async function take(name: string, read: () => string | Promise<string>): Promise<void> {
  const taking = ++takings;
  takeProblem.value = undefined;
  const table = await readTable(read).catch(() => undefined);
  if (taking !== takings) return;
  // Who of the one before is not invited yet would be lost.
  if (!table || isSending()) takeProblem.value = table ? "busy" : "unreadable";
  else {
    forgetList();
    list.value = { name, ...table };
  }
}

async function readTable(read: () => string | Promise<string>): Promise<InviteTable> {
  // Only who has a table needs what reads one.
  const [text, { readInviteTable }] = await Promise.all([read(), import("./read-invite-table.ts")]);
  return readInviteTable(text);
}

/**
 * Invites everyone listed; those who could not be invited stay, to be tried again. Of a list that was forgotten meanwhile
 * nothing comes back on screen.
 */
export async function sendList(ofWorkspace: string, usualRole: Role): Promise<SentList> {
  const chosen = list.value;
  if (!chosen || isSending()) return { results: [], ending: "whole" };
  const mine = new AbortController();
  stop = mine;
  course.value = "sending";
  const { people } = chosen;
  const { results, problem } = await sendInvitations(
    ofWorkspace,
    people.map(({ email, role }) => ({ email, role: role ?? usualRole })),
    mine.signal,
  );
  const isCut = mine.signal.aborted && !problem && results.length < people.length;
  if (stop !== mine) return { results, ending: isCut ? "left" : "forgotten" };
  const refused = new Set(results.filter(wasRefused).map(({ email }) => email));
  batch(() => {
    course.value = isCut ? "stopped" : undefined;
    takeProblem.value = undefined;
    listResults.value = results;
    listProblem.value = problem;
    list.value = {
      ...chosen,
      people: [...people.filter(({ email }) => refused.has(email)), ...people.slice(results.length)],
    };
  });
  return { results, ending: isCut ? "stopped" : "whole" };
}

/** Sends what is under way to its end, and nothing after it. */
export function stopSending(): void {
  if (course.peek() === "sending") course.value = "stopping";
  stop.abort();
}

export function isSending(): boolean {
  return course.value === "sending" || course.value === "stopping";
}

export function forgetList(): void {
  takings += 1;
  stop.abort();
  stop = new AbortController();
  batch(() => {
    course.value = undefined;
    takeProblem.value = undefined;
    list.value = undefined;
    listResults.value = [];
    listProblem.value = undefined;
  });
}

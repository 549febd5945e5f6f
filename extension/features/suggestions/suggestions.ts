import { signal } from "@preact/signals";
import type { Suggestion } from "../../../shared/api/colleagues.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { signedIn } from "../../session/session.ts";
import { keepWhileSignedIn, knownSuggestionsItem } from "../../storage.ts";

/** Colleagues who are on Foyer and not in the workspace yet. */

/** A page may be empty and not the last; after so many the person may ask for more. */
const PAGES_MOST = 5;

const known = signal<Record<string, Suggestion[]>>({});
/** By workspace, where the list goes on; null where it ends. */
const cursors = signal<Record<string, string | null>>({});
/** Dismissed here: a list that was read before may still have them. */
const dismissed = signal<ReadonlySet<string>>(new Set());
export const suggestionProblem = signal<ApiProblem | undefined>();

export function suggestionsOf(workspaceId: string): Suggestion[] {
  return (known.value[workspaceId] ?? []).filter(({ userId }) => !dismissed.value.has(userId));
}

export function hasMore(workspaceId: string): boolean {
  return (cursors.value[workspaceId] ?? null) !== null;
}

export async function restoreSuggestions(): Promise<void> {
  known.value = await knownSuggestionsItem.getValue();
}

/** Reads the list from its start until there are so many, or there are no more. */
export async function loadSuggestions(workspaceId: string, wanted: number): Promise<void> {
  try {
    const found: Suggestion[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; page < PAGES_MOST && cursor !== null && found.length < wanted; page += 1) {
      const read = await readPage(workspaceId, wanted, cursor);
      found.push(...read.items);
      cursor = read.nextCursor;
    }
    cursors.value = { ...cursors.value, [workspaceId]: cursor ?? null };
    await keep(workspaceId, found);
  } catch {
    // A suggestion more or less is no reason to alarm anybody; the lists beside it say what is wrong.
  }
}

function readPage(workspaceId: string, limit: number, cursor: string | undefined) {
  const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.workspaces[":workspaceId"].suggestions.$get({ param: { workspaceId }, query }));
}

/** Suggests someone no more; they come back where the server refuses. */
export async function dismissSuggestion(workspaceId: string, { userId }: Suggestion): Promise<boolean> {
  suggestionProblem.value = undefined;
  dismissed.value = new Set([...dismissed.value, userId]);
  try {
    await api.workspaces[":workspaceId"].suggestions[":userId"].dismiss.$post({ param: { workspaceId, userId } });
    await dropSuggestion(workspaceId, userId);
    return true;
  } catch (error) {
    dismissed.value = new Set([...dismissed.value].filter((other) => other !== userId));
    suggestionProblem.value = asApiProblem(error);
    return false;
  }
}

/** Someone who was dismissed or added: the next view does not open with them. */
export async function dropSuggestion(workspaceId: string, userId: string): Promise<void> {
  await keep(
    workspaceId,
    (known.value[workspaceId] ?? []).filter((one) => one.userId !== userId),
  );
}

async function keep(workspaceId: string, found: Suggestion[]): Promise<void> {
  if (!signedIn.peek()) return;
  known.value = { ...known.value, [workspaceId]: found };
  await keepWhileSignedIn(knownSuggestionsItem, known.value);
}

export function forgetSuggestions(): void {
  known.value = {};
  dismissed.value = new Set();
  suggestionProblem.value = undefined;
}

import { signal } from "@preact/signals";
import type { Suggestion } from "../../../shared/api/colleagues.ts";
import { PAGE_MAX } from "../../../shared/limits.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { inOrder } from "../../live/in-order.ts";
import { knownByWorkspace } from "../../session/known-by-workspace.ts";
import { knownSuggestionsItem } from "../../storage.ts";

/** Colleagues who are on Foyer and not in the workspace yet. */

/** A page may be empty and not the last; after so many the person may ask for more. */
const PAGES_MOST = 5;

const known = knownByWorkspace(knownSuggestionsItem);
export const restoreSuggestions = known.restore;
/** By workspace, where the list goes on; null where it ends. */
const cursors = signal<Record<string, string | null>>({});
/** Dismissed here: a list that was read before may still have them. */
const dismissed = signal<ReadonlySet<string>>(new Set());
/** Why they could not be read; where others stand beside them, those say what is wrong. */
export const readProblem = signal<ApiProblem | undefined>();
/** Why one was not dismissed. */
export const suggestionProblem = signal<ApiProblem | undefined>();

/** Undefined until heard of. */
export function suggestionsOf(workspaceId: string): Suggestion[] | undefined {
  return known.of(workspaceId)?.filter(({ userId }) => !dismissed.value.has(userId));
}

export function hasMore(workspaceId: string): boolean {
  return (cursors.value[workspaceId] ?? null) !== null;
}

const beginLook = inOrder();

/** Reads the list from its start until there are so many, or there are no more. */
export async function loadSuggestions(workspaceId: string, wanted: number): Promise<void> {
  const isTaken = beginLook();
  try {
    const found: Suggestion[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; page < PAGES_MOST && cursor !== null && found.length < wanted; page += 1) {
      const read = await readPage(workspaceId, wanted, cursor);
      found.push(...read.items);
      cursor = read.nextCursor;
    }
    if (!isTaken()) return;
    cursors.value = { ...cursors.value, [workspaceId]: cursor ?? null };
    readProblem.value = undefined;
    await known.keep(workspaceId, found);
  } catch (error) {
    if (isTaken()) readProblem.value = asApiProblem(error);
  }
}

function readPage(workspaceId: string, limit: number, cursor: string | undefined) {
  const query = { limit: String(Math.min(limit, PAGE_MAX)), ...(cursor === undefined ? {} : { cursor }) };
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
  await known.keep(
    workspaceId,
    (known.of(workspaceId) ?? []).filter((one) => one.userId !== userId),
  );
}

export function forgetSuggestions(): void {
  known.forget();
  cursors.value = {};
  readProblem.value = undefined;
  dismissed.value = new Set();
  suggestionProblem.value = undefined;
}

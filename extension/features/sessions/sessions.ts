import { answer, api } from "../../api.ts";
import { listChange } from "../../live/list-change.ts";
import { pagedList } from "../../live/paged-list.ts";

const list = pagedList({ size: 20, most: 200, read: readPage });
export const {
  items: sessions,
  nextCursor: moreSessions,
  problem: sessionsProblem,
  refresh: loadSessions,
  more: loadMoreSessions,
} = list;

const change = listChange(list);
export const { problem: endingProblem, busy: ending } = change;

function readPage(limit: number, cursor?: string) {
  return answer(
    api.auth.sessions.$get({ query: { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) } }),
  );
}

export function endSession(sessionId: string): Promise<boolean> {
  return change.run(() => api.auth.sessions[":sessionId"].$delete({ param: { sessionId } }));
}

export function endOtherSessions(): Promise<boolean> {
  return change.run(() => api.auth.sessions.$delete({ query: { keep: "current" } }));
}

export function forgetSessions(): void {
  list.forget();
  endingProblem.value = undefined;
}

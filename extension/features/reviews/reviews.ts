import { answer, api } from "../../api.ts";
import { pagedList } from "../../live/paged-list.ts";

let workspaceId = "";

const list = pagedList({ size: 30, most: 200, read: readPage });
export const {
  items: reviewed,
  nextCursor: nextReviewed,
  problem: reviewedProblem,
  more: loadMoreReviewed,
  forget: forgetReviewed,
} = list;

/** What is in review in a workspace and the person signed in may edit. */
export function loadReviewed(ofWorkspace: string): Promise<void> {
  workspaceId = ofWorkspace;
  return list.refresh();
}

function readPage(limit: number, cursor?: string) {
  const query = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
  return answer(api.workspaces[":workspaceId"].reviews.$get({ param: { workspaceId }, query }));
}

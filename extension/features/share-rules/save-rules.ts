import type { Share, ShareChange } from "../../../shared/api/shares.ts";
import { api } from "../../api.ts";
import { asApiProblem } from "../../api-problem.ts";

/** A share's rules with the version that was read: whoever changed the same meanwhile is not overwritten. */
export type ReadRules = { share: Share; version: string };

/** What one changed, somebody else changed meanwhile. */
export class ChangedMeanwhile extends Error {
  readonly fresh: ReadRules;
  constructor(fresh: ReadRules) {
    super("changed meanwhile");
    this.fresh = fresh;
  }
}

export async function readRules(shareId: string): Promise<ReadRules> {
  return readAnswer(await api.shares[":shareId"].$get({ param: { shareId } }));
}

/**
 * Saves a change to the rules as they were seen. A change by others to something else stands beside it; one to the same is
 * thrown as `ChangedMeanwhile`, and anything refused as `ApiProblem`.
 */
export async function saveRules(seen: ReadRules, change: ShareChange): Promise<ReadRules> {
  try {
    return await send(seen, change);
  } catch (error) {
    const problem = asApiProblem(error);
    if (problem.code !== "precondition_failed") throw problem;
    const fresh = await readRules(seen.share.id);
    if (isSameIn(change, seen.share, fresh.share)) return send(fresh, change);
    throw new ChangedMeanwhile(fresh);
  }
}

async function send({ share, version }: ReadRules, json: ShareChange): Promise<ReadRules> {
  const call = { param: { shareId: share.id }, json };
  return readAnswer(await api.shares[":shareId"].$patch(call, { headers: { "If-Match": version } }));
}

async function readAnswer(response: { json(): Promise<unknown>; headers: Headers }): Promise<ReadRules> {
  return { share: (await response.json()) as Share, version: response.headers.get("ETag") ?? "" };
}

/** Whether all that a change names stands in both alike. */
function isSameIn(change: ShareChange, before: Share, after: Share): boolean {
  const named = Object.keys(change).filter((name): name is keyof Share => name in before);
  return named.every((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]));
}

import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import type { ArrivedMedia } from "../../storage.ts";
import { isPassing } from "./passing-problem.ts";
import { choiceNow, publishing, publishNode, publishProblem, whileInView } from "./publish.ts";
import { notePublished } from "./upload-queue.ts";

/** What became of one: its link, and the password that opens it where there is one; or what the server said against it. */
export type Outcome = { url: string; password?: string | undefined } | { problem: ApiProblem };

/**
 * Publishes one after the other, all of them as it was chosen when that began, and tells what became of each. What is
 * refused keeps none of the others; where the server cannot be asked, the rest is left. False once it is out of view.
 */
export async function publishEach(
  media: readonly ArrivedMedia[],
  tell: (nodeId: string, outcome: Outcome) => void,
): Promise<boolean> {
  const isInView = whileInView();
  const choice = choiceNow();
  publishing.value = true;
  publishProblem.value = undefined;
  try {
    for (const { nodeId, kind } of media) {
      const outcome = await publishNode(nodeId, kind, choice).then(
        ({ url }) => ({ url, password: choice.password }),
        (error) => ({ problem: asApiProblem(error) }),
      );
      if (!isInView()) return false;
      if ("problem" in outcome && keepsAll(outcome.problem)) {
        publishProblem.value = outcome.problem;
        break;
      }
      tell(nodeId, outcome);
      if (isSettled(outcome)) await notePublished(nodeId);
    }
  } finally {
    if (isInView()) publishing.value = false;
  }
  return isInView();
}

/** Whether nothing is left to do with it: it has its link, or it was deleted elsewhere. */
export function isSettled(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && ("url" in outcome || isGone(outcome.problem));
}

export function isGone({ code }: ApiProblem): boolean {
  return code === "not_found";
}

/** Whether it would be said of each of them. */
function keepsAll(problem: ApiProblem): boolean {
  return isPassing(problem) || problem.details.status === 401;
}

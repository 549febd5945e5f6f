import { answer, api } from "../../api.ts";

/** What a node is called; undefined of one that is not to be read, as in the trash. */
export function readTitle(nodeId: string): Promise<string | undefined> {
  return answer(api.nodes[":nodeId"].$get({ param: { nodeId } })).then(
    ({ title }) => title,
    () => undefined,
  );
}

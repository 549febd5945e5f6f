import { chooseCurrent } from "./belonging.ts";
import { belongings, loadMe, switchWorkspace } from "./me.ts";

/** Goes on from a workspace that one has left or ended oneself; answers the name of the one in view then. */
export async function goFrom(workspaceId: string): Promise<string | undefined> {
  const others = belongings.peek().filter(({ workspace }) => workspace.id !== workspaceId);
  const next = chooseCurrent(others, null)?.workspace;
  // Gone there first: that one is out of the other is then no news.
  if (next) await switchWorkspace(next.id);
  await loadMe();
  return next?.name;
}

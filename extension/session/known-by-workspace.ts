import { signal } from "@preact/signals";
import type { KeptPerServer } from "../per-server.ts";
import { keepOfWorkspace } from "../storage.ts";
import { signedIn } from "./session.ts";

/**
 * What a page knows of each workspace, and the next one opens with. It is kept one workspace at a time: what other pages
 * have learned of another stays.
 */
export function knownByWorkspace<Value>(item: KeptPerServer<Record<string, Value>>) {
  const known = signal<Record<string, Value>>({});
  return {
    /** Undefined until heard of. */
    of: (workspaceId: string): Value | undefined => known.value[workspaceId],
    async restore(): Promise<void> {
      known.value = await item.getValue();
    },
    async keep(workspaceId: string, value: Value): Promise<void> {
      if (!signedIn.peek()) return;
      known.value = { ...known.peek(), [workspaceId]: value };
      await keepOfWorkspace(item, workspaceId, value);
    },
    forget(): void {
      known.value = {};
    },
  };
}

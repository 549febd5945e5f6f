import type { BrowserContext } from "playwright-core";
import type { Actor } from "./actors.ts";

type Tokens = Pick<Actor, "accessToken" | "refreshToken">;

/**
 * Gives the extension a session that was opened over the API, for scenes where signing in is not the point; on the server
 * that it was built for, unless another is named.
 */
export async function signInExtension(context: BrowserContext, actor: Tokens, server?: string): Promise<void> {
  const { accessToken, refreshToken } = actor;
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error("This browser has no extension.");
  const kept = { accessToken, refreshToken, server };
  await worker.evaluate(async (tokens) => {
    const { chrome } = globalThis as unknown as {
      chrome: {
        storage: Record<string, { set(items: object): Promise<void> }>;
        runtime: { getManifest(): { host_permissions: string[] } };
      };
    };
    const of = tokens.server ?? new URL(chrome.runtime.getManifest().host_permissions[0] ?? "").origin;
    const accessToken = { token: tokens.accessToken, expiresAt: Date.now() + 600_000 };
    await chrome.storage.session?.set({ [`accessToken@${of}`]: accessToken });
    await chrome.storage.local?.set({ [`refreshToken@${of}`]: tokens.refreshToken });
  }, kept);
}

import { Miniflare } from "miniflare";
import { freePort } from "../../scripts/server/ports.ts";
import { withoutItsSignalHandlers } from "../../scripts/server/signals.ts";

/** workerd answering a constant of the size asked for (`/1234`): the least any Worker does for a page. */
export async function startConstantWorker(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const script = `
    const kept = new Map();
    const body = (size) => kept.get(size) ?? (kept.set(size, "x".repeat(size)), kept.get(size));
    export default {
      fetch(request) {
        const size = Number(new URL(request.url).pathname.slice(1));
        return new Response(body(size), { headers: { "Content-Type": "text/html; charset=utf-8" } });
      },
    };`;
  const miniflare = withoutItsSignalHandlers(
    () =>
      new Miniflare({
        name: "constant",
        modules: true,
        script,
        compatibilityDate: "2026-07-30",
        cf: false,
        host: "127.0.0.1",
        port: 0,
        unsafeDirectSockets: [{ host: "127.0.0.1", port }],
        telemetry: { enabled: false },
      }),
  );
  await miniflare.ready;
  return { url: `http://127.0.0.1:${port}`, stop: () => miniflare.dispose() };
}

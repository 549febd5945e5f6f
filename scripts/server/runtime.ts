import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { R2Bucket } from "@cloudflare/workers-types";
import { Log, LogLevel, Miniflare, type MiniflareOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { dieWithUsProgram } from "./die-with-us.ts";
import { withoutItsSignalHandlers } from "./signals.ts";
import { webhookNetwork } from "./webhook-network.ts";

export type Runtime = {
  /** Takes a Worker built anew. */
  reload(): Promise<void>;
  /** What the cron does each minute, now; fails where the Worker did. */
  sweep(): Promise<void>;
  /** Where uploads, posters and captions lie. */
  bucket(): Promise<R2Bucket>;
  stop(): Promise<void>;
};

type RuntimeSettings = {
  /** The built Worker's module. */
  script: string;
  /** Where objects and bytes are kept between runs. */
  stateDir: string;
  host: string;
  port: number;
  bindings: Record<string, string>;
  /** Whether it sweeps by itself, as Cloudflare's cron does. */
  clock: boolean;
  /** Whether webhooks may go to private addresses. */
  privateWebhooks: boolean;
  log: (line: string) => void;
};

const root = join(import.meta.dirname, "../..");
/** Addresses in workerd itself, two kilobytes for each connection that fails; they tell its makers alone something. */
const NATIVE_STACK = /\nstack: \/.*?(?=;|$)/s;
/**
 * V8 compiles and collects on the thread it runs on: with threads of its own, one that compiles can wait for a collection
 * that the main thread never comes to, and the service answers nobody from then on. It costs nothing that can be measured.
 */
const V8_FLAGS = "--single-threaded";
const CRON = "* * * * *";
const CRON_EVERY_MS = 60_000;

/** Runs the built Worker in workerd with what `wrangler.toml` binds, listening on `host:port`. */
export async function startRuntime(settings: RuntimeSettings): Promise<Runtime> {
  await mkdir(settings.stateDir, { recursive: true });
  process.env.MINIFLARE_WORKERD_PATH = await dieWithUsProgram(settings.stateDir, workerdBinary());
  process.env.MINIFLARE_WORKERD_V8_FLAGS = V8_FLAGS;
  const options = miniflareOptions(settings);
  const miniflare = withoutItsSignalHandlers(() => new Miniflare(options));
  try {
    await miniflare.ready;
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
  const stopClock = settings.clock ? startClock(miniflare, settings.log) : () => undefined;
  return {
    reload: () => miniflare.setOptions(options),
    sweep: () => tick(miniflare),
    bucket: async () => (await miniflare.getR2Bucket("MEDIA")) as unknown as R2Bucket,
    stop: async () => {
      stopClock();
      await miniflare.dispose();
    },
  };
}

function startClock(miniflare: Miniflare, log: RuntimeSettings["log"]): () => void {
  const sweep = () => tick(miniflare).catch((error: unknown) => log(`cron: ${error}`));
  // At once as well: what was left undone when it last ended waits no minute more.
  void sweep();
  const clock = setInterval(sweep, CRON_EVERY_MS);
  return () => clearInterval(clock);
}

function miniflareOptions(settings: RuntimeSettings): MiniflareOptions {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, "wrangler.toml"));
  return {
    ...workerOptions,
    name: "foyer",
    modules: true,
    scriptPath: settings.script,
    modulesRoot: dirname(settings.script),
    bindings: { ...workerOptions.bindings, ...settings.bindings },
    serviceBindings: { WEBHOOK_NETWORK: { network: webhookNetwork(settings.privateWebhooks) } },
    // The public door leads to the Worker itself: miniflare's own in front would cost three quarters of the speed.
    unsafeDirectSockets: [{ host: settings.host, port: settings.port }],
    host: "127.0.0.1",
    port: 0,
    cf: false,
    defaultPersistRoot: settings.stateDir,
    log: new Log(LogLevel.NONE),
    telemetry: { enabled: false },
    structuredWorkerdLogs: true,
    handleStructuredLogs: ({ message }: { message: string }) => {
      // A note of workerd to its own makers.
      if (!message.startsWith("NOSENTRY")) settings.log(message.replace(NATIVE_STACK, "").replaceAll("\n", "\\n"));
    },
  };
}

async function tick(miniflare: Miniflare): Promise<void> {
  const worker = await miniflare.getWorker();
  const { outcome } = await worker.scheduled({ cron: CRON });
  if (outcome !== "ok") throw new Error(`the sweep ended with ${outcome}`);
}

function workerdBinary(): string {
  const fromMiniflare = createRequire(createRequire(import.meta.url).resolve("miniflare"));
  return (fromMiniflare("workerd") as { default: string }).default;
}

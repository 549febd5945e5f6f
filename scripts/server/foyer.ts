import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { R2Bucket } from "@cloudflare/workers-types";
import { lockDataDir } from "./data-dir-lock.ts";
import { startFront } from "./front.ts";
import { startLibsqlServer } from "./libsql-server.ts";
import { isLoopback } from "./loopback.ts";
import { startMailbox } from "./mailbox.ts";
import { migrateDatabase } from "./migrate.ts";
import { freePort, portIsFree } from "./ports.ts";
import { startRuntime } from "./runtime.ts";
import { keptSecret } from "./secret.ts";
import { type Settings, SettingsError } from "./settings.ts";
import { unlessAborted } from "./signals.ts";
import { buildWorker } from "./worker-build.ts";

/** A whole running service: database, mailbox and Worker. */
export type Foyer = {
  /** Where browsers and clients reach it. */
  url: string;
  /** The bundled mailbox's page and API; unset with an `SMTP_URL` of one's own. */
  mailboxUrl?: string;
  smtpUrl: string;
  libsqlUrl: string;
  authSecret: string;
  dataDir: string;
  /** Builds the Worker anew and takes it in. */
  reload(): Promise<void>;
  /** Does at once what the cron does each minute. */
  sweep(): Promise<void>;
  /** Where uploads, posters and captions lie. */
  bucket(): Promise<R2Bucket>;
  /** Ends everything it started. */
  stop(): Promise<void>;
};

type Stop = () => Promise<void>;
type Options = {
  log: (line: string) => void;
  signal?: AbortSignal;
  /** Whether it sweeps each minute by itself; yes unless said. */
  clock?: boolean;
};

const READY_WITHIN_MS = 30_000;

/** Starts the service and answers once it takes requests; ends what it began when something fails. */
export async function startFoyer(settings: Settings, options: Options): Promise<Foyer> {
  options.signal?.throwIfAborted();
  const stops: Stop[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const foyer = await unlessAborted(options.signal, assemble(settings, options, stops));
    return { ...foyer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  settings: Settings,
  { log, clock = true }: Options,
  stops: Stop[],
): Promise<Omit<Foyer, "stop">> {
  const { dataDir, host } = settings;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  stops.push(await lockDataDir(dataDir));
  const port = await publicPort(settings);
  const url = settings.publicUrl ?? `http://${nameInUrl(host)}:${port}`;
  const authSecret = settings.authSecret ?? (await keptSecret(dataDir));

  // One after the other where they pick ports, so that no two pick the same.
  const database = await openDatabase(settings, log, stops);
  const mail = await openMailbox(settings, stops);
  const worker = join(dataDir, "worker");
  const [script] = await all([buildWorker(worker), migrateDatabase(database.url, settings.libsqlAuthToken)]);

  const direct = isLoopback(host);
  const workerPort = direct ? port : await freePort();
  const runtime = await startRuntime({
    script,
    stateDir: join(dataDir, "state"),
    host: direct ? host : "127.0.0.1",
    port: workerPort,
    clock,
    privateWebhooks: settings.webhooksAllowPrivate,
    log,
    bindings: {
      PUBLIC_URL: url,
      AUTH_SECRET: authSecret,
      LIBSQL_URL: database.url,
      SMTP_URL: mail.smtpUrl,
      LIMITS_SCALE: settings.limitsScale,
      COMPRESSES: "1",
      ...(settings.libsqlAuthToken ? { LIBSQL_AUTH_TOKEN: settings.libsqlAuthToken } : {}),
      ...(settings.libsqlReplicas ? { LIBSQL_REPLICAS: settings.libsqlReplicas } : {}),
      ...(settings.dohUrl ? { DOH_URL: settings.dohUrl } : {}),
      ...(settings.webhooksAllowPrivate ? { WEBHOOKS_ALLOW_PRIVATE: "1" } : {}),
      ...(settings.seatsMax ? { SEATS_MAX: settings.seatsMax } : {}),
      ...(settings.mailFrom ? { MAIL_FROM: settings.mailFrom } : {}),
    },
  });
  stops.push(runtime.stop);
  if (!direct) {
    const front = await startFront({ host, port, workerPort, trustedProxies: settings.trustedProxies });
    stops.push(front.stop);
  }
  await untilReady(`http://${direct ? nameInUrl(host) : "127.0.0.1"}:${workerPort}/readyz`);
  return {
    url,
    ...(mail.url ? { mailboxUrl: mail.url } : {}),
    smtpUrl: mail.smtpUrl,
    libsqlUrl: database.url,
    authSecret,
    dataDir,
    reload: async () => {
      await buildWorker(worker);
      await runtime.reload();
    },
    sweep: runtime.sweep,
    bucket: runtime.bucket,
  };
}

async function publicPort({ host, port }: Settings): Promise<number> {
  if (port === 0) return freePort(host);
  if (await portIsFree(port, host)) return port;
  throw new SettingsError(`Cannot listen on ${host}:${port}: end what uses it, or set PORT (or HOST) to another.`);
}

async function openDatabase(settings: Settings, log: Options["log"], stops: Stop[]): Promise<{ url: string }> {
  if (settings.libsqlUrl) return { url: settings.libsqlUrl };
  const server = await startLibsqlServer(settings.dataDir, log);
  stops.push(server.stop);
  return server;
}

async function openMailbox(settings: Settings, stops: Stop[]): Promise<{ smtpUrl: string; url?: string }> {
  if (settings.smtpUrl) return { smtpUrl: settings.smtpUrl };
  const mailbox = await startMailbox(settings.dataDir);
  stops.push(mailbox.stop);
  return mailbox;
}

/** Like `Promise.all`, but fails only when all have ended, so that nothing runs on behind a clean-up. */
async function all<A, B>(work: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** The host as it stands in a URL; "every address of this machine" is none, there it is this machine's name. */
function nameInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

async function untilReady(url: string) {
  const deadline = Date.now() + READY_WITHIN_MS;
  let last = "no answer";
  while (Date.now() < deadline) {
    const answer = await fetch(url).catch((error: unknown) => String(error));
    if (typeof answer !== "string") {
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } else last = answer;
    await sleep(50);
  }
  throw new Error(`The Worker did not become ready: ${last}`);
}

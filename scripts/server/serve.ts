import { putDemo } from "../demo/demo.ts";
import { buildExtension } from "./extension-build.ts";
import { type Foyer, startFoyer } from "./foyer.ts";
import { readSettings, type Settings, SettingsError } from "./settings.ts";
import { endSignal, unlessAborted, whenAborted } from "./signals.ts";

export type Served = { foyer: Foyer; settings: Settings; extension: string };

/**
 * Starts everything, says where it is, runs `meanwhile` if given, and ends it all at a signal
 * or when `meanwhile` is done. Sets the process's exit code: 1 when it could not start.
 */
export async function serve(meanwhile?: (served: Served) => Promise<void>): Promise<void> {
  const ended = endSignal();
  try {
    const settings = readSettings(process.env);
    const foyer = await startFoyer(settings, { log: console.log, signal: ended });
    try {
      const served = await unlessAborted(ended, announce(foyer, settings));
      await (meanwhile ? unlessAborted(ended, meanwhile(served)) : whenAborted(ended));
    } finally {
      await foyer.stop();
    }
  } catch (error) {
    if (ended.aborted) return;
    console.error(error instanceof SettingsError ? error.message : error);
    process.exitCode = 1;
  }
}

async function announce(foyer: Foyer, settings: Settings): Promise<Served> {
  console.log(`database ${foyer.libsqlUrl}`);
  if (foyer.mailboxUrl) console.log(`mailbox ${foyer.mailboxUrl}`);
  const [extension] = await Promise.all([
    buildExtension(foyer.dataDir, foyer.url),
    settings.demo ? putDemo(foyer, console.log) : undefined,
  ]);
  console.log(`extension ${extension}`);
  console.log(`ready ${foyer.url}`);
  return { foyer, settings, extension };
}

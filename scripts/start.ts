import { putDemo } from "./demo/demo.ts";
import { buildExtension } from "./server/extension-build.ts";
import { type Foyer, startFoyer } from "./server/foyer.ts";
import { readSettings, type Settings, SettingsError } from "./server/settings.ts";
import { endSignal, unlessAborted, whenAborted } from "./server/signals.ts";

const ended = endSignal();

async function announce(foyer: Foyer, settings: Settings) {
  console.log(`database ${foyer.libsqlUrl}`);
  if (foyer.mailboxUrl) console.log(`mailbox ${foyer.mailboxUrl}`);
  const [extension] = await Promise.all([
    buildExtension(foyer.dataDir, foyer.url),
    settings.demo ? putDemo(foyer, console.log) : undefined,
  ]);
  console.log(`extension ${extension}`);
  console.log(`ready ${foyer.url}`);
}

try {
  const settings = readSettings(process.env);
  const foyer = await startFoyer(settings, { log: console.log, signal: ended });
  try {
    await unlessAborted(ended, announce(foyer, settings));
    await whenAborted(ended);
  } finally {
    await foyer.stop();
  }
} catch (error) {
  if (!ended.aborted) {
    console.error(error instanceof SettingsError ? error.message : error);
    process.exitCode = 1;
  }
}
process.exit();

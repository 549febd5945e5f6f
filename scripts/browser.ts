import { join } from "node:path";
import { openChromium } from "./browser/open-chromium.ts";
import { buildExtension } from "./server/extension-build.ts";
import { serve } from "./server/serve.ts";
import { readSettings } from "./server/settings.ts";

const { host, port, publicUrl, dataDir } = readSettings(process.env);
const url = publicUrl ?? `http://${host}:${port}`;

/** Shows the service in a browser with the extension, until that is closed. */
async function browse(address: string, extension: string) {
  const browser = await openChromium({ extension, profile: join(dataDir, "browser"), headless: false });
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(address);
  await new Promise((resolve) => browser.once("close", resolve));
}

const running = await fetch(`${url}/readyz`).then(
  (answer) => answer.ok,
  () => false,
);
if (running) await browse(url, await buildExtension(dataDir, url));
else await serve(({ foyer, extension }) => browse(foyer.url, extension));
process.exit();

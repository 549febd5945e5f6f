import { existsSync } from "node:fs";
import { installDebianPackages } from "../server/debian-packages.ts";

// Google's own Chrome loads no unpacked extension from the command line; Chromium does.
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/** The path of a Chromium, installed from Debian's packages where there is none and that is possible. */
export async function findChromium(): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH names ${chosen}, where there is nothing.`);
  }
  return installed() ?? (await install());
}

function installed(): string | undefined {
  return PLACES.find((path) => existsSync(path));
}

async function install(): Promise<string> {
  if (await installDebianPackages("chromium")) {
    const path = installed();
    if (path) return path;
  }
  throw new Error(
    "Chromium is needed and not there: run `sudo apt-get install -y chromium`, or set CHROMIUM_PATH to one.",
  );
}

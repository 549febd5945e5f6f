import { existsSync } from "node:fs";
import { findProgram } from "./find-program.ts";

// Google's own Chrome loads no unpacked extension from the command line; Chromium does.
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/** The path of a Chromium, installed from Debian's packages where there is none and that is possible. */
export async function findChromium(): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH names ${chosen}, where there is nothing.`);
  }
  const path = await findProgram(PLACES, "chromium");
  if (path) return path;
  throw new Error(
    "Chromium is needed and not there: run `sudo apt-get install -y chromium`, or set CHROMIUM_PATH to one.",
  );
}

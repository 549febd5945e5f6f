import { existsSync } from "node:fs";
import { runCommand } from "../server/run-command.ts";

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
  if (existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    console.log("Installing Chromium from Debian's packages.");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await runCommand("apt-get", ["update"], { env });
    await runCommand("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
    const path = installed();
    if (path) return path;
  }
  throw new Error(
    "Chromium is needed and not there: run `sudo apt-get install -y chromium`, or set CHROMIUM_PATH to one.",
  );
}

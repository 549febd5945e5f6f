import { existsSync } from "node:fs";
import { installDebianPackages } from "../../scripts/server/debian-packages.ts";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

const installed = () => PLACES.find((path) => existsSync(path));

/** The path of a Firefox, installed from Debian's packages where there is none and that is possible. */
export async function findFirefox(): Promise<string> {
  const there = installed();
  if (there) return there;
  const path = (await installDebianPackages("firefox-esr")) ? installed() : undefined;
  if (path) return path;
  throw new Error("Firefox is needed and not there: install it, as by `sudo apt-get install -y firefox-esr`.");
}

import { findProgram } from "../../scripts/browser/find-program.ts";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/** The path of a Firefox, installed from Debian's packages where there is none and that is possible. */
export async function findFirefox(): Promise<string> {
  const path = await findProgram(PLACES, "firefox-esr");
  if (path) return path;
  throw new Error("Firefox is needed and not there: install it, as by `sudo apt-get install -y firefox-esr`.");
}

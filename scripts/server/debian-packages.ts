import { existsSync } from "node:fs";
import { runCommand } from "./run-command.ts";

/** Installs Debian packages where that is possible; false where it is not. */
export async function installDebianPackages(...names: string[]): Promise<boolean> {
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return false;
  console.log(`Installing ${names.join(" and ")} from Debian's packages.`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update"], { env });
  await runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...names], { env });
  return true;
}

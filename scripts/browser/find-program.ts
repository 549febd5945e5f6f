import { existsSync } from "node:fs";
import { installDebianPackages } from "../server/debian-packages.ts";

/** The first of these paths that is there, after installing a Debian package where none is and that is possible. */
export async function findProgram(places: readonly string[], debianPackage: string): Promise<string | undefined> {
  const there = () => places.find((path) => existsSync(path));
  return there() ?? ((await installDebianPackages(debianPackage)) ? there() : undefined);
}

import { existsSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SETPRIV = "/usr/bin/setpriv";

/**
 * A command that ends when this process does, even by SIGKILL, which no handler sees.
 * Where the system cannot (not Linux), the command as it is.
 */
export function dieWithUs(command: string, args: string[]): { command: string; args: string[] } {
  if (!existsSync(SETPRIV)) return { command, args };
  return { command: SETPRIV, args: ["--pdeathsig", "SIGTERM", "--", command, ...args] };
}

/** The same as a program of its own, for those who only take a path. */
export async function dieWithUsProgram(folder: string, command: string): Promise<string> {
  if (!existsSync(SETPRIV)) return command;
  const program = join(folder, "workerd");
  await writeFile(program, `#!/bin/sh\nexec ${SETPRIV} --pdeathsig SIGKILL -- '${command}' "$@"\n`);
  await chmod(program, 0o755);
  return program;
}

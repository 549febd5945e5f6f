import { spawn } from "node:child_process";
import { dieWithUs } from "./die-with-us.ts";

/**
 * Runs a command to its end without showing its output.
 * Throws with that output when it fails, so that nothing is lost.
 */
export function runCommand(command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  const bound = dieWithUs(command, args);
  return new Promise<string>((resolve, reject) => {
    const child = spawn(bound.command, bound.args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const output: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => output.push(text));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve(output.join(""));
      else reject(new Error(`${[command, ...args].join(" ")} ended with ${signal ?? code}:\n${output.join("")}`));
    });
  });
}

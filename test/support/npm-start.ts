import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { descendants, type Process } from "./processes.ts";

const root = join(import.meta.dirname, "../..");

export type Started = {
  npm: ChildProcess;
  /** What follows `word ` on the line that starts with it, waited for. */
  line(word: string, withinMs?: number): Promise<string>;
  /** Everything it printed. */
  output(): string;
  /** The processes it started that still run, itself included. */
  family(): Promise<Process[]>;
  /** Sends npm alone a signal; answers its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
};

/** Runs `npm start` as a person would, with these variables. */
export function npmStart(variables: Record<string, string>): Started {
  const npm = spawn("npm", ["start"], {
    cwd: root,
    env: { ...process.env, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(npm, "exit") as Promise<[number | null]>;
  let output = "";
  for (const stream of [npm.stdout, npm.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const line = async (word: string, withinMs = 60_000) => {
    const deadline = Date.now() + withinMs;
    const pattern = new RegExp(`^${word} (.*)$`, "m");
    for (;;) {
      const found = pattern.exec(output)?.[1];
      if (found !== undefined) return found;
      if (npm.exitCode !== null) throw new Error(`npm start ended:\n${output}`);
      if (Date.now() > deadline) throw new Error(`No "${word}" line within ${withinMs} ms:\n${output}`);
      await sleep(50);
    }
  };
  return {
    npm,
    line,
    output: () => output,
    family: () => descendants(npm.pid ?? 0),
    end: async (signal) => {
      npm.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}

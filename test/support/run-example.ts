import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { vi } from "vitest";

export type Example = {
  /** What it printed up to now. */
  output(): string;
  /** What follows `word ` on the line that starts with it, waited for. */
  line(word: string): Promise<string>;
  /** Its exit code, once it ends by itself. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
};

/** Runs one of `docs/examples` as its README says. */
export function runExample(name: string, variables: Record<string, string>, words: string[] = []): Example {
  const script = join(import.meta.dirname, "../../docs/examples", name);
  const child: ChildProcess = spawn(process.execPath, [script, ...words], {
    env: { PATH: process.env.PATH, ...variables },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => (output += text));
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    output: () => output,
    line: (word) =>
      vi.waitFor(
        () => {
          const found = new RegExp(`^${word} (.*)$`, "m").exec(output)?.[1];
          if (found === undefined) throw new Error(`No "${word}" line: ${output}`);
          return found;
        },
        { timeout: 10_000 },
      ),
    ended,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

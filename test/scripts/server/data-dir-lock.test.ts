import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockDataDir } from "../../../scripts/server/data-dir-lock.ts";

describe("the lock of a data folder", () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "foyer-lock-"));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  test("one server alone has it, until it gives it back", async () => {
    const release = await lockDataDir(dataDir);
    await expect(lockDataDir(dataDir)).rejects.toThrow(`in use by another server (process ${process.pid})`);
    await release();
    await (await lockDataDir(dataDir))();
  });

  test("what cannot be read, and what another process of the same number left, counts for nothing", async () => {
    for (const left of ["", "{", JSON.stringify({ pid: process.pid, startedAt: "1" })]) {
      await writeFile(join(dataDir, "lock"), left);
      await (await lockDataDir(dataDir))();
    }
  });

  test.runIf(process.platform === "linux")(
    "a killed holder that nobody waited for has let go of it",
    async () => {
      // The shell's child ends once the shell has become what never waits for it, and not before.
      const parent = spawn("sh", ["-c", "read _ <&3 & echo $!; exec sleep 60"], {
        stdio: ["ignore", "pipe", "ignore", "pipe"],
      });
      try {
        const pid = Number(await new Promise((resolve) => parent.stdout?.once("data", resolve)));
        await expect.poll(() => nameOf(parent.pid), { timeout: 10_000 }).toBe("sleep");
        (parent.stdio[3] as Writable).end();
        await expect.poll(() => statOf(pid)[1], { timeout: 10_000 }).toBe("Z");
        await writeFile(join(dataDir, "lock"), JSON.stringify({ pid, startedAt: statOf(pid)[20] }));
        await (await lockDataDir(dataDir))();
      } finally {
        parent.kill("SIGKILL");
      }
    },
    30_000,
  );
});

const nameOf = (pid = 0) => readFileSync(`/proc/${pid}/comm`, "utf8").trim();

function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")")).split(" ");
}

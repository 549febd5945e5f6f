import { readFileSync } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { SettingsError } from "./settings.ts";

type Holder = { pid: number; startedAt: string };

/** Makes sure one server alone uses a data folder; answers what gives it back. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, "lock");
  if (!(await write(file))) {
    const holder = await read(file);
    if (holder && isRunning(holder)) {
      throw new SettingsError(
        `DATA_DIR ${dataDir} is in use by another server (process ${holder.pid}); end that one or choose another DATA_DIR.`,
      );
    }
    await rm(file, { force: true });
    if (!(await write(file))) throw new SettingsError(`DATA_DIR ${dataDir} was just taken by another server.`);
  }
  return () => rm(file, { force: true });
}

async function write(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Holder));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function read(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function isRunning(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return startOf(holder.pid) === holder.startedAt;
}

/**
 * When a process began, as `/proc/<pid>/stat` has it (proc(5)): containers hand out the same few process numbers after
 * every restart. Nothing for one that has ended and that nobody waited for, as killed ones stay in a container.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")")).split(" ");
    return fields[1] === "Z" ? "" : (fields[20] ?? "");
  } catch {
    return "";
  }
}

import { readdir, readFile, writeFile } from "node:fs/promises";

export type Process = { pid: number; parent: number; command: string };

/** Whether a process runs still. */
export async function isAlive({ pid, command }: Process): Promise<boolean> {
  const now = await readProcess(pid);
  return now !== undefined && now.command === command;
}

/** A process and all that it started, and they. */
export async function descendants(ancestor: number): Promise<Process[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const processes = (await Promise.all(pids.map(readProcess))).filter((one) => one !== undefined);
  const family = processes.filter(({ pid }) => pid === ancestor);
  // Grows while it is walked, so that children of children are found.
  for (const { pid } of family) family.push(...processes.filter(({ parent }) => parent === pid));
  return family;
}

async function readProcess(pid: number): Promise<Process | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return undefined;
    return { pid, parent: Number(parent), command: stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")")) };
  } catch {
    return undefined;
  }
}

/** What a process holds in memory now, and the most that it held since its peak was forgotten (proc(5), "status"). */
export async function memoryOf({ pid }: Process): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024;
  return { now: bytes("VmRSS"), peak: bytes("VmHWM") };
}

/** proc(5), "clear_refs". */
export function forgetPeak({ pid }: Process): Promise<void> {
  return writeFile(`/proc/${pid}/clear_refs`, "5");
}

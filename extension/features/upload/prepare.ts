import { prepareFile } from "../fast-start/prepare-file.ts";
import { progress, transfer } from "./transfer.ts";

let preparing: AbortController | undefined;

/** What is to be sent of a chosen file, shown as the upload's first step; undefined when that was stopped. */
export async function prepare(chosen: File, nodeId: string): Promise<File | undefined> {
  preparing = new AbortController();
  const { signal } = preparing;
  const show = (sent: number) => {
    progress.value = { sent, total: chosen.size, secondsLeft: Number.NaN };
  };
  show(0);
  transfer.value = "preparing";
  try {
    const prepared = await prepareFile(chosen, nodeId, { signal, onProgress: show });
    return signal.aborted ? undefined : (prepared ?? chosen);
  } catch {
    return undefined;
  }
}

export function stopPreparing(): void {
  preparing?.abort();
}

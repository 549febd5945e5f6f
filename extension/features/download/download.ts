import { type Signal, signal } from "@preact/signals";
import { ApiProblem, asApiProblem } from "../../api-problem.ts";

/** Of an answer, what a download needs. */
type Answered = { body: ReadableStream<Uint8Array<ArrayBuffer>> | null };

type File = {
  name: string;
  type: string;
  /** Asks for what is to be saved; the request ends when `signal` aborts. */
  ask(signal: AbortSignal): Promise<Answered>;
};

export type Download = {
  /** How many bytes have come so far; undefined while nothing is under way. */
  received: Signal<number | undefined>;
  problem: Signal<ApiProblem | undefined>;
  /** Whether it was saved. */
  run(file: File): Promise<boolean>;
  cancel(): void;
};

/** A file of the API's, which only a call with the token is given, saved as if its link had been pressed. */
export function download(): Download {
  const received = signal<number | undefined>();
  const problem = signal<ApiProblem | undefined>();
  let underWay: AbortController | undefined;

  async function run({ name, type, ask }: File): Promise<boolean> {
    if (underWay) return false;
    const mine = new AbortController();
    underWay = mine;
    received.value = 0;
    problem.value = undefined;
    try {
      const { body } = await ask(mine.signal);
      const parts = await read(body, (count) => {
        received.value = count;
      });
      save(new Blob(parts, { type }), name);
      return true;
    } catch (error) {
      if (!mine.signal.aborted) problem.value = asApiProblem(error);
      return false;
    } finally {
      if (underWay === mine) cancel();
    }
  }

  function cancel(): void {
    underWay?.abort();
    underWay = undefined;
    received.value = undefined;
  }

  return { received, problem, run, cancel };
}

/** All of it: what breaks off midway is no file. */
async function read(body: Answered["body"], onProgress: (bytes: number) => void): Promise<BlobPart[]> {
  const parts: BlobPart[] = [];
  let count = 0;
  const reader = body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      count += part.value.byteLength;
      onProgress(count);
    }
  } catch {
    throw new ApiProblem("offline");
  }
  return parts;
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

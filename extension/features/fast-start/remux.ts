import {
  BlobSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  StreamTarget,
  type StreamTargetChunk,
} from "mediabunny";
import { type Carried, carry, nextInOrder, tracksToCarry } from "./carry-track.ts";

export type RemuxOptions = {
  /** Bytes of picture and sound written so far. */
  onProgress: (written: number) => void;
  signal: AbortSignal;
};

/**
 * Writes the packets of an MP4 or MOV as they are into an MP4 with its index in front: nothing is decoded. Room for the
 * index is kept by the number of packets, so that memory holds a table of them and never the media. Throws when what is
 * seen or heard cannot be carried over, or the file is damaged; what was written is then of no use.
 */
export async function remux(
  file: Blob,
  writable: WritableStream<StreamTargetChunk>,
  { onProgress, signal }: RemuxOptions,
): Promise<void> {
  const input = new Input({ source: new BlobSource(file), formats: [MP4, QTFF] });
  const format = new Mp4OutputFormat({ fastStart: "reserve" });
  const output = new Output({ format, target: new StreamTarget(writable, { chunked: true }) });
  try {
    const carried: Carried[] = [];
    for (const track of await tracksToCarry(input, format)) carried.push(await carry(track, output));
    output.setMetadataTags(await input.getMetadataTags());
    await output.start();
    await copy(carried, { onProgress, signal });
    await output.finalize();
  } catch (error) {
    await output.cancel();
    // Where it had not begun, nobody else closes the file.
    await writable.abort().catch(() => undefined);
    throw error;
  } finally {
    input.dispose();
  }
}

async function copy(carried: Carried[], { onProgress, signal }: RemuxOptions): Promise<void> {
  let left = carried.reduce((sum, { packetCount }) => sum + packetCount, 0);
  let written = 0;
  for await (const { track, packet } of nextInOrder(carried)) {
    signal.throwIfAborted();
    await track.add(packet);
    left -= 1;
    written += packet.byteLength;
    onProgress(written);
  }
  // The library ends quietly where a file breaks off.
  if (left > 0) throw new Error(`${left} packets of this file are missing.`);
}

import {
  ALL_FORMATS,
  BufferSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type StreamTargetChunk,
} from "mediabunny";
import { describe, expect, test } from "vitest";
import { remux } from "../../../../extension/features/fast-start/remux.ts";
import { readLayout } from "../../../../shared/isobmff/layout.ts";
import { fixture } from "../../../support/videos.ts";

/** A file that is written anywhere, as the browser's own storage lets one. */
function sparseFile() {
  let bytes = Buffer.alloc(0);
  const writable = new WritableStream<StreamTargetChunk>({
    write({ data, position }) {
      const end = position + data.byteLength;
      if (end > bytes.byteLength) bytes = Buffer.concat([bytes, Buffer.alloc(end - bytes.byteLength)]);
      bytes.set(data, position);
    },
  });
  return { writable, written: () => bytes };
}

const NEVER = { onProgress: () => undefined, signal: new AbortController().signal };

async function rewritten(bytes: Buffer<ArrayBuffer>): Promise<Buffer> {
  const { writable, written } = sparseFile();
  await remux(new Blob([bytes]), writable, NEVER);
  return written();
}

async function contentOf(bytes: Buffer) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const tracks = await Promise.all(
    (await input.getTracks()).map(async (track) => {
      const packets: EncodedPacket[] = [];
      for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
      return {
        codec: await track.getCodec(),
        language: await track.getLanguageCode(),
        packets: packets.map(({ data, timestamp, type }) => [
          Buffer.from(data).toString("base64"),
          timestamp.toFixed(4),
          type,
        ]),
      };
    }),
  );
  const picture = await input.getPrimaryVideoTrack();
  return {
    tracks,
    size: [await picture?.getDisplayWidth(), await picture?.getDisplayHeight()],
    rotation: await picture?.getRotation(),
    title: (await input.getMetadataTags()).title,
    duration: (await input.computeDuration()).toFixed(3),
  };
}

describe("the same packets, with the index in front", () => {
  test.each(["clip.mp4", "clip.mov", "turned.mov", "av1-mp3.mp4", "hevc.mov", "voice.m4a", "long.mp4"])(
    "%s",
    async (name) => {
      const bytes = await fixture(name);
      const made = await rewritten(bytes);
      expect(await readLayout(async (start, end) => made.subarray(start, end), made.byteLength)).toEqual({
        isQuickTime: false,
        isIndexFirst: true,
      });
      expect(await contentOf(made)).toEqual(await contentOf(bytes));
    },
  );
});

test.each(["alac-sound.m4a", "clip.webm", "picture.png"])("%s cannot be carried over", async (name) => {
  await expect(rewritten(await fixture(name))).rejects.toThrow();
});

test("how a picture is turned, what it begins with and what it is called stay", async () => {
  const { tracks, rotation, title } = await contentOf(await rewritten(await fixture("turned.mov")));
  expect([rotation, title]).toEqual([270, "Spring"]);
  expect(tracks.map(({ codec }) => codec)).toEqual(["avc", "aac"]);
  // The packet that AAC starts with lies before zero.
  expect(Number(tracks[1]?.packets[0]?.[1])).toBeLessThan(0);
});

test("nor can a file that breaks off", async () => {
  const bytes = await fixture("clip.mp4");
  await expect(rewritten(bytes.subarray(0, 9_000))).rejects.toThrow("no picture and no sound");
  const first = await fixture("long.mp4");
  await expect(rewritten(first.subarray(0, 15_000))).rejects.toThrow(/packets|out of bounds/i);
});

test("it tells how far it is, and stops when told", async () => {
  const bytes = await fixture("clip.mov");
  const told: number[] = [];
  const stop = new AbortController();
  const { writable } = sparseFile();
  const onProgress = (copied: number) => {
    told.push(copied);
    if (told.length === 5) stop.abort();
  };
  await expect(remux(new Blob([bytes]), writable, { onProgress, signal: stop.signal })).rejects.toThrow("aborted");
  expect(told).toHaveLength(5);
  expect(told).toEqual([...told].sort((one, other) => one - other));
});

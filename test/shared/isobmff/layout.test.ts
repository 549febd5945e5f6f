import { expect, test } from "vitest";
import { type Layout, readLayout } from "../../../shared/isobmff/layout.ts";
import { fixture } from "../../support/videos.ts";

const layoutOf = (bytes: Uint8Array) => readLayout(async (start, end) => bytes.subarray(start, end), bytes.byteLength);

const LAST = { isQuickTime: false, isIndexFirst: false };
const FIRST = { isQuickTime: false, isIndexFirst: true };
const QUICKTIME = { isQuickTime: true, isIndexFirst: false };

test.each<[string, Layout | undefined]>([
  ["clip.mp4", LAST],
  ["voice.m4a", LAST],
  ["long.mp4", FIRST],
  ["clip.mov", QUICKTIME],
  ["clip.webm", undefined],
  ["voice.mp3", undefined],
  ["voice.wav", undefined],
  ["picture.png", undefined],
])("%s", async (name, layout) => {
  expect(await layoutOf(await fixture(name))).toEqual(layout);
});

/** A box of which only the header counts. */
function box(type: string, size: number, content = size - 8): Buffer {
  const bytes = Buffer.alloc(8 + Math.max(0, content));
  bytes.writeUInt32BE(size, 0);
  bytes.write(type, 4, "latin1");
  return bytes;
}

function longBox(type: string, size: bigint): Buffer {
  const bytes = box(type, 1, Number(size) - 8);
  bytes.writeBigUInt64BE(size, 8);
  return bytes;
}

test.each<[string, Buffer[], Layout | undefined]>([
  ["no ftyp, as QuickTime once wrote", [box("wide", 8), box("mdat", 16), box("moov", 16)], QUICKTIME],
  ["a long box before the index", [box("ftyp", 16), longBox("free", 40n), box("moov", 16)], FIRST],
  ["media that reaches to the end", [box("ftyp", 16), box("mdat", 0, 30)], LAST],
  ["a size that is none", [box("ftyp", 16), box("free", 4, 0), box("moov", 16)], undefined],
  ["a long size that is none", [box("ftyp", 16), longBox("free", 16n).fill(0, 8), box("moov", 16)], undefined],
  ["neither index nor media", [box("ftyp", 16), box("meta", 16)], undefined],
  ["boxes without end", Array.from({ length: 200 }, () => box("free", 8)), undefined],
  ["cut inside a header", [box("ftyp", 16), Buffer.from([0, 0])], undefined],
  ["nothing", [], undefined],
])("%s", async (_, boxes, layout) => {
  expect(await layoutOf(Buffer.concat(boxes))).toEqual(layout);
});

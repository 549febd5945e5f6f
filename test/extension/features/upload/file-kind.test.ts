import { expect, test } from "vitest";
import { fileKind, TAKEN_ENDINGS } from "../../../../extension/features/upload/file-kind.ts";

test.each([
  ["clip.mp4", "video/mp4", "video"],
  ["clip.mov", "", "video"],
  ["me.JPG", "image/jpeg", "avatar"],
  ["me.avif", "", "avatar"],
  ["me.svg", "image/svg+xml", undefined],
  ["me.png", "image/svg+xml", undefined],
  ["hello.mp3", "audio/mpeg", "voice"],
  ["hello.wav", "audio/x-wav", "voice"],
  ["hello.wav", "audio/vnd.wave", "voice"],
  ["hello.m4a", "audio/x-m4a", "voice"],
  ["hello.opus", "", "voice"],
  ["hello.flac", "audio/flac", "voice"],
  ["notes.txt", "text/plain", undefined],
  ["README", "", undefined],
])("%s of type %j becomes %s", (name, type, kind) => {
  expect(fileKind({ name, type })).toBe(kind);
});

test("the picker offers each ending once", () => {
  expect(new Set(TAKEN_ENDINGS).size).toBe(TAKEN_ENDINGS.length);
});

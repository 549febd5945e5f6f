import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const stopper = new AbortController();
const dropKeptFile = vi.fn();
let prepareFile: typeof import("../../../../extension/features/fast-start/prepare-file.ts").prepareFile;

beforeAll(async () => {
  vi.resetModules();
  vi.doMock("../../../../extension/features/fast-start/kept-file.ts", () => ({
    dropKeptFile,
    hasRoomFor: async () => true,
    keptFile: async () => new Blob(["rewritten"]),
    openKeptFile: async () => new WritableStream(),
  }));
  vi.doMock("../../../../extension/features/fast-start/remux.ts", () => ({ remux: async () => stopper.abort() }));
  ({ prepareFile } = await import("../../../../extension/features/fast-start/prepare-file.ts"));
});
afterAll(() => {
  vi.doUnmock("../../../../extension/features/fast-start/kept-file.ts");
  vi.doUnmock("../../../../extension/features/fast-start/remux.ts");
  vi.resetModules();
});

test("what is stopped with its last bytes leaves nothing either", async () => {
  const file = new File([await readFile("test/fixtures/clip.mov")], "clip.mov");
  const options = { signal: stopper.signal, onProgress: () => undefined };
  await expect(prepareFile(file, "nod_1", options)).rejects.toThrow("aborted");
  expect(dropKeptFile).toHaveBeenCalledWith("nod_1");
});

import { Readable } from "node:stream";
import { Upload } from "@tus/utils";
import fc from "fast-check";
import { expect, test } from "vitest";
import { UPLOAD_PART_BYTES } from "../../../shared/limits.ts";
import type { UploadClaim } from "../../../worker/uploads/upload-claim.ts";
import { loadState } from "../../../worker/uploads/upload-state.ts";
import { forgetUpload, UploadStore } from "../../../worker/uploads/upload-store.ts";
import { MemoryBucket, MemoryStorage } from "./memory-store.ts";

/** The re-cutting by itself, with whatever may happen to a line, a bucket or a database in between. */

const claim: UploadClaim = {
  uploadId: "upl_1",
  nodeId: "nod_1",
  kind: "video",
  workspaceId: "wsp_1",
  membershipId: "mbr_1",
  role: "creator",
  signedInAt: 1,
  userId: "usr_1",
};
const KEY = "media/wsp_1/nod_1/upl_1";

async function begin(bytes: Uint8Array) {
  const storage = new MemoryStorage();
  const bucket = new MemoryBucket();
  const scene = { storage, bucket, settled: 0, settleFailures: 0, recorded: false };
  // A new store for each request, as after the object was put out of memory.
  const store = () =>
    new UploadStore({
      storage: storage.asStorage,
      bucket: bucket.asBucket,
      claim,
      isRecorded: async () => scene.recorded,
      settle: async () => {
        if (scene.settleFailures > 0) {
          scene.settleFailures -= 1;
          throw new Error("the database does not answer");
        }
        scene.settled += 1;
      },
    });
  await store().create(new Upload({ id: claim.uploadId, size: bytes.byteLength, offset: 0 }));
  const offset = async () => (await store().getUpload(claim.uploadId)).offset;
  const send = (from: number, to: number, breaksOff = false) =>
    store().write(Readable.from(chunks(bytes.subarray(from, to), breaksOff)));
  return { ...scene, scene, store, offset, send };
}

async function* chunks(bytes: Uint8Array, breaksOff: boolean) {
  for (let at = 0; at < bytes.byteLength; at += 65_537) yield bytes.subarray(at, at + 65_537);
  if (breaksOff) throw new Error("the line went dead");
}

const some = (length: number) => {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 2_654_435_761) >>> 24;
  return bytes;
};

test("cut anywhere, failing anywhere, resumed at the offset it tells: the object is what was sent", async () => {
  const bytes = some(2 * UPLOAD_PART_BYTES + 123_456);
  const event = fc.record({
    take: fc.integer({ min: 0, max: UPLOAD_PART_BYTES + 500_000 }),
    breaksOff: fc.boolean(),
    bucketFails: fc.boolean(),
    settleFails: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 6 }), async (events) => {
      const { scene, bucket, offset, send } = await begin(bytes);
      for (const { take, breaksOff, bucketFails, settleFails } of events) {
        const from = await offset();
        bucket.failures = bucketFails ? 1 : 0;
        scene.settleFailures = settleFails ? 1 : 0;
        await send(from, from + take, breaksOff).catch(() => undefined);
        const isDone = scene.settled > 0;
        expect((await offset()) === bytes.byteLength).toBe(isDone);
      }
      bucket.failures = 0;
      scene.settleFailures = 0;
      expect(await send(await offset(), bytes.byteLength)).toBe(bytes.byteLength);
      expect(scene.settled).toBe(1);
      expect(Buffer.compare(bucket.objects.get(KEY) ?? new Uint8Array(), bytes)).toBe(0);
      expect(bucket.open.size).toBe(0);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

test("while the media cannot be recorded the last byte counts as missing, and sending it tries again", async () => {
  const bytes = some(UPLOAD_PART_BYTES);
  const { scene, bucket, offset, send } = await begin(bytes);
  scene.settleFailures = 2;
  await expect(send(0, bytes.byteLength)).rejects.toThrow("database");
  for (const _ of [1, 2]) {
    expect(await offset()).toBe(bytes.byteLength - 1);
    await send(bytes.byteLength - 1, bytes.byteLength).catch(() => undefined);
  }
  expect(await offset()).toBe(bytes.byteLength);
  expect(scene.settled).toBe(1);
  expect(bucket.objects.get(KEY)?.byteLength).toBe(bytes.byteLength);
});

test("given up, it leaves nothing behind: neither parts nor object nor state", async () => {
  const bytes = some(UPLOAD_PART_BYTES + 10);
  const { storage, bucket, send, store } = await begin(bytes);
  await send(0, UPLOAD_PART_BYTES + 5);
  const state = await loadState(storage.asStorage);
  if (!state) throw new Error("no state");
  await forgetUpload({ storage: storage.asStorage, bucket: bucket.asBucket }, state);
  expect([bucket.open.size, bucket.objects.size, storage.values.size, storage.alarmAt]).toEqual([0, 0, 0, null]);
  await expect(store().getUpload(claim.uploadId)).rejects.toMatchObject({ status_code: 404 });
});

test("its time is over a day after it began", async () => {
  const { storage } = await begin(some(5));
  expect((storage.alarmAt ?? 0) - Date.now()).toBeGreaterThan(23 * 3_600_000);
});

test("what a node plays from stays, also where the answer that said so was lost", async () => {
  const bytes = some(1_000);
  const { scene, bucket, send, store } = await begin(bytes);
  scene.settleFailures = 1;
  await expect(send(0, bytes.byteLength)).rejects.toThrow("the database does not answer");
  scene.recorded = true;
  await expect(store().remove()).rejects.toMatchObject({ status_code: 409 });
  expect(await bucket.asBucket.head(KEY)).not.toBeNull();
  scene.recorded = false;
  await store().remove();
  expect(await bucket.asBucket.head(KEY)).toBeNull();
});

import type { DurableObjectStorage, R2Bucket } from "@cloudflare/workers-types";
import { UPLOAD_PART_BYTES } from "../../../shared/limits.ts";

/** A Durable Object's storage in memory: values are copied, lists are in order, transactions hold all or nothing. */
export class MemoryStorage {
  values = new Map<string, unknown>();
  alarmAt: number | null = null;

  async get(key: string) {
    return structuredClone(this.values.get(key));
  }
  async put(key: string, value: unknown) {
    const bytes = value instanceof Uint8Array ? value.byteLength : 0;
    if (bytes > 2 * 1024 ** 2) throw new Error("a value holds 2 MiB");
    this.values.set(key, structuredClone(value));
  }
  async delete(keys: string | string[]) {
    for (const key of [keys].flat()) this.values.delete(key);
  }
  async list({ prefix }: { prefix: string }) {
    const found = [...this.values].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(found);
  }
  async transaction(work: (txn: MemoryStorage) => Promise<void>) {
    const copy = new MemoryStorage();
    copy.values = new Map(this.values);
    await work(copy);
    this.values = copy.values;
  }
  async setAlarm(at: number) {
    this.alarmAt = at;
  }
  async deleteAlarm() {
    this.alarmAt = null;
  }
  async deleteAll() {
    this.values.clear();
  }

  get asStorage(): DurableObjectStorage {
    return this as unknown as DurableObjectStorage;
  }
}

/** A bucket in memory that is as strict as R2: all parts but the last are equal and at least 5 MiB. */
export class MemoryBucket {
  objects = new Map<string, Uint8Array>();
  open = new Map<string, Map<number, Uint8Array>>();
  /** Fails the next calls that write. */
  failures = 0;

  async createMultipartUpload(key: string) {
    const uploadId = `open-${this.open.size}-${key}`;
    this.open.set(uploadId, new Map());
    return { key, uploadId };
  }

  resumeMultipartUpload(key: string, uploadId: string) {
    const parts = () => {
      if (this.failures > 0) {
        this.failures -= 1;
        throw new Error("R2 does not answer");
      }
      const found = this.open.get(uploadId);
      if (!found) throw new Error("no such upload");
      return found;
    };
    return {
      uploadPart: async (number: number, bytes: Uint8Array) => {
        parts().set(number, bytes.slice());
        return { partNumber: number, etag: `etag-${number}` };
      },
      complete: async (wanted: { partNumber: number }[]) => {
        const all = parts();
        const chosen = wanted.map(({ partNumber }) => all.get(partNumber) ?? new Uint8Array());
        if (chosen.slice(0, -1).some(({ byteLength }) => byteLength !== UPLOAD_PART_BYTES)) throw new Error("unequal");
        this.objects.set(key, Buffer.concat(chosen));
        this.open.delete(uploadId);
      },
      abort: async () => {
        if (!this.open.delete(uploadId)) throw new Error("no such upload");
      },
    };
  }

  async head(key: string) {
    const bytes = this.objects.get(key);
    return bytes ? { size: bytes.byteLength } : null;
  }
  async delete(key: string) {
    this.objects.delete(key);
  }

  get asBucket(): R2Bucket {
    return this as unknown as R2Bucket;
  }
}

import type { RequestContext } from "../context.ts";

export type StoredObject = { r2Key: string; size: number; etag: string };

/** Puts bytes under a key that nothing ever had: whoever still reads an older object reads the whole of that. */
export async function storeObject(
  { env }: RequestContext,
  folder: string,
  bytes: string | ArrayBuffer,
): Promise<StoredObject> {
  const r2Key = `${folder}/${crypto.randomUUID()}`;
  const object = await env.MEDIA.put(r2Key, bytes, {});
  if (!object) throw new Error("the bucket kept nothing");
  return { r2Key, size: object.size, etag: object.httpEtag };
}

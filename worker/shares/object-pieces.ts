import type { R2Bucket, R2ObjectBody } from "@cloudflare/workers-types";

/** Of the largest upload 3,200; one request may ask R2 and the database 10,000 times. */
const PIECE_BYTES = 16 * 1024 ** 2;

export type Span = { offset: number; length: number };

/**
 * Bytes of an object, piece by piece, each asked for once the one before has been read. What `npm start` has in place of
 * R2 reads an object of several parts on into memory however slow its reader is: so no more than a piece of it lies there.
 * Undefined when the object is not in the bucket.
 */
export async function openPieces(
  bucket: R2Bucket,
  r2Key: string,
  span: Span,
): Promise<AsyncGenerator<R2ObjectBody["body"]> | undefined> {
  const pieces = readPieces(bucket, r2Key, span);
  const first = await pieces.next();
  return first.done ? undefined : followedBy(first.value, pieces);
}

async function* readPieces(bucket: R2Bucket, r2Key: string, span: Span): AsyncGenerator<R2ObjectBody["body"], void> {
  const end = span.offset + span.length;
  for (let offset = span.offset; offset < end; offset += PIECE_BYTES) {
    const object = await bucket.get(r2Key, { range: { offset, length: Math.min(PIECE_BYTES, end - offset) } });
    if (!object) return;
    yield object.body;
  }
}

async function* followedBy<Piece>(first: Piece, rest: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  yield first;
  yield* rest;
}

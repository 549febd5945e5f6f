export type ExportPage<T> = { items: T[]; nextCursor: string | null };

/**
 * A whole list as one download, read in pages while it is sent, so that a long one stands in no memory. The first page
 * is read before: whoever may not read it is told so by a status.
 */
export function exportPages<T>(
  first: ExportPage<T>,
  after: (cursor: string) => Promise<ExportPage<T>>,
  encode: (items: T[]) => string,
): ReadableStream<Uint8Array> {
  let page: ExportPage<T> | undefined = first;
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      if (!page) return controller.close();
      const { items, nextCursor }: ExportPage<T> = page;
      const lines = encode(items);
      if (lines !== "") controller.enqueue(encoder.encode(lines));
      page = nextCursor === null ? undefined : await after(nextCursor);
      if (!page) controller.close();
    },
  });
}

import type { Page } from "playwright-core";

/** The names of the files that the extension keeps in the browser's own storage. */
export function keptNames(page: Page): Promise<string[]> {
  return page.evaluate(`(async () => {
    const names = [];
    for await (const [folder, handle] of await navigator.storage.getDirectory()) {
      for await (const name of handle.keys()) names.push(folder + "/" + name);
    }
    return names;
  })()`);
}

/** Run in a page: what it writes there waits until it calls `letWrite()`. */
export const holdWriting = `{
  const { promise, resolve } = Promise.withResolvers();
  const open = FileSystemFileHandle.prototype.createWritable;
  FileSystemFileHandle.prototype.createWritable = async function () {
    const inner = await open.call(this);
    return new WritableStream({
      write: (chunk) => promise.then(() => inner.write(chunk)),
      close: () => inner.close(),
      abort: (reason) => inner.abort(reason),
    });
  };
  globalThis.letWrite = resolve;
}`;

/** Run in a page: what browsers do that need the room. */
export const dropKept = `(async () => {
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
})()`;

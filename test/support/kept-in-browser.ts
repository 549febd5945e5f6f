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

/** The SHA-256 of the one file that is kept, as hexadecimal. */
export function keptDigest(page: Page): Promise<string> {
  return page.evaluate(`(async () => {
    for await (const folder of (await navigator.storage.getDirectory()).values()) {
      for await (const handle of folder.values()) {
        const bytes = await (await handle.getFile()).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      }
    }
  })()`);
}

/** Run in a page: no file finds room in the browser. */
export const leaveNoRoom = "navigator.storage.estimate = async () => ({ quota: 1, usage: 1 })";

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

/** Run in a page: a file of this name was moved since it was chosen. */
export function unreadable(name: string): string {
  return `{
    const { slice } = File.prototype;
    File.prototype.slice = function (...range) {
      if (this.name !== "${name}") return slice.apply(this, range);
      return { arrayBuffer: () => Promise.reject(new DOMException("", "NotFoundError")) };
    };
  }`;
}

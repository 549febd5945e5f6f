const HEAD_BYTES = 1024 ** 2;

/**
 * What tells a file from another when it is chosen again: name, size and first MiB. Undefined where it cannot be read: it
 * was moved meanwhile, or is a folder.
 */
export async function fingerprintOf(file: File): Promise<string | undefined> {
  const head = await readHead(file);
  if (!head) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", head);
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${file.name}:${file.size}:${hex}`;
}

async function readHead(file: File): Promise<ArrayBuffer | undefined> {
  try {
    return await file.slice(0, HEAD_BYTES).arrayBuffer();
  } catch {
    return undefined;
  }
}

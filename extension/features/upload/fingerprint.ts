const HEAD_BYTES = 1024 ** 2;

/** What tells a file from another when it is chosen again: name, size and first MiB. */
export async function fingerprintOf(file: File): Promise<string> {
  const head = await file.slice(0, HEAD_BYTES).arrayBuffer();
  const digest = await crypto.subtle.digest("SHA-256", head);
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${file.name}:${file.size}:${hex}`;
}

import { readFile, rename, writeFile } from "node:fs/promises";

/** Written whole, for two builds may run at once, and only where it changed, for `npm run dev` looks at it as well. */
export async function writeBuilt(file: string, content: string | Uint8Array): Promise<void> {
  const bytes = Buffer.from(content);
  const before = await readFile(file).catch(() => undefined);
  if (before?.equals(bytes)) return;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, bytes);
  await rename(draft, file);
}

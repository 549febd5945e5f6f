import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import type { WrittenReference } from "../openapi/reference.ts";

const root = join(import.meta.dirname, "../..");

/** What the Worker carries of what is built before it says nothing of its routes. */
const withoutBuilt: Plugin = {
  name: "without-built",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /\.(script\.js|gz)$/ }, ({ path }) => ({ path, namespace: "built" }));
    onLoad({ filter: /./, namespace: "built" }, () => ({ contents: "export default ''", loader: "js" }));
  },
};

/** The reference of the API as the Worker holds it: packed, for it is sent so. */
export async function buildReference(): Promise<Record<keyof WrittenReference, Uint8Array>> {
  const { writeReference } = await runBundled();
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const written = writeReference({ version, errors: await readFile(join(root, "docs/errors.md"), "utf8") });
  return { document: pack(JSON.stringify(written.document)), page: pack(written.page), errors: pack(written.errors) };
}

const pack = (text: string) => gzipSync(text, { level: 9 });

/** The service's own router tells its routes; it is bundled as for the Worker, because the pages in it are JSX. */
async function runBundled(): Promise<typeof import("../openapi/reference.ts")> {
  const folder = join(root, "node_modules/.cache/foyer");
  const file = join(folder, `reference.${process.pid}.${Date.now()}.mjs`);
  await mkdir(folder, { recursive: true });
  try {
    await build({
      entryPoints: [join(root, "scripts/openapi/reference.ts")],
      outfile: file,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      loader: { ".css": "text" },
      jsx: "automatic",
      jsxImportSource: "preact",
      plugins: [withoutBuilt],
      logLevel: "warning",
    });
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(file, { force: true });
  }
}

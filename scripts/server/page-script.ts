import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin, transform } from "esbuild";

const entry = join(import.meta.dirname, "../../worker/pages/watch/main.ts");

/** Style sheets that come with the script, as its page has its own. */
const minified: Plugin = {
  name: "minified",
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await transform(await readFile(path, "utf8"), { loader: "css", minify: true })).code,
      loader: "text",
    }));
  },
};

/** The script of share pages as browsers get it: one file, for those that are two years old and younger. */
export async function buildPageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome123", "firefox124", "safari17.4"],
    plugins: [minified],
    legalComments: "none",
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error("The script of share pages came out empty.");
  return file.text;
}

import { join } from "node:path";
import { build } from "esbuild";

const entry = join(import.meta.dirname, "../../worker/pages/watch/main.ts");

/** The script of share pages as browsers get it: one file, for those that are two years old and younger. */
export async function buildPageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome123", "firefox124", "safari17.4"],
    legalComments: "none",
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error("The script of share pages came out empty.");
  return file.text;
}

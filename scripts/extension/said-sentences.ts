import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A sentence of the catalogue in its source: its key and what it says, over one line or two. */
const SENTENCE = /"([a-z_]+\.[\w.]+)":\s*"(?:[^"\\]|\\.)*",/g;
/** What in code can name a sentence: a text, or a template as far as its first filling. */
const NAMED = /(["'`])([a-z_]+\.[\w.]*)(?=\1|\$\{)/g;

/** Whether code names a sentence: as it is, as one of its counted forms, or by a template that begins like it. */
export function saidBy(code: string): (key: string) => boolean {
  const found = [...code.matchAll(NAMED)];
  const texts = new Set(found.map(([, , text = ""]) => text));
  const beginnings = found
    .filter((match) => code.startsWith("${", match.index + match[0].length))
    .map(([, , text = ""]) => text);
  return (key) =>
    texts.has(key) ||
    texts.has(key.replace(/_(?:one|other|many)$/, "")) ||
    beginnings.some((begin) => key.startsWith(begin));
}

/** A catalogue's source without the sentences that are not said. */
export function onlySaid(catalogue: string, isSaid: (key: string) => boolean): string {
  return catalogue.replace(SENTENCE, (sentence, key: string) => (isSaid(key) ? sentence : ""));
}

/** What a file takes from another for more than its types: at once, or also what is loaded once it is needed. */
const AT_ONCE = /(?:^|\n)(?:import|export)(?!\s+type\b)(?:[^;"()]*?\sfrom)?\s+"(\.[^"]+\.tsx?)"/g;
const LATER = /\bimport\("(\.[^"]+\.tsx?)"/g;
const IMPORTED = { "at once": [AT_ONCE], "at once or later": [AT_ONCE, LATER] };

/** The code of an entry and of all that it imports, as far as that lies below a folder. */
export function codeFrom(entry: string, folder: string, when: keyof typeof IMPORTED): string {
  const found = new Map<string, string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !file.startsWith(`${folder}/`)) continue;
    const code = readFileSync(file, "utf8");
    found.set(file, code);
    const imported = IMPORTED[when].flatMap((way) => [...code.matchAll(way)]);
    for (const [, path = ""] of imported) waiting.push(join(dirname(file), path));
  }
  return [...found.values()].join("\n");
}

/** All code below some folders. */
export function codeIn(folders: readonly string[]): string {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

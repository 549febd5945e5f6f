import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildPageScript } from "./server/page-script.ts";

/** Before each build of the Worker, which holds the script as text. Written whole: two builds may run at once. */
const file = join(import.meta.dirname, "../worker/pages/watch.script.js");
const draft = `${file}.${process.pid}`;
await writeFile(draft, await buildPageScript());
await rename(draft, file);

import { join } from "node:path";
import { buildPageScript } from "./server/page-script.ts";
import { buildReference } from "./server/reference-build.ts";
import { writeBuilt } from "./server/write-built.ts";

/** Before each build of the Worker: what it holds as text and bytes. */
const worker = join(import.meta.dirname, "../worker");
const [script, reference] = await Promise.all([buildPageScript(), buildReference()]);
await writeBuilt(join(worker, "pages/watch.script.js"), script);
await writeBuilt(join(worker, "docs/openapi.json.gz"), reference.document);
await writeBuilt(join(worker, "docs/reference.html.gz"), reference.page);
await writeBuilt(join(worker, "docs/errors.html.gz"), reference.errors);

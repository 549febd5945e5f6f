import { buildExtension } from "./server/extension-build.ts";
import { serve } from "./server/serve.ts";
import { watchSources } from "./server/watch-sources.ts";

await serve(async ({ foyer }) => {
  await Promise.all([
    watchSources(["worker", "shared", "wrangler.toml"], async () => {
      await foyer.reload();
      console.log("reloaded worker");
    }),
    watchSources(["extension", "shared", "wxt.config.ts"], async () => {
      console.log(`rebuilt extension ${await buildExtension(foyer.dataDir, foyer.url)}`);
    }),
  ]);
});
process.exit();

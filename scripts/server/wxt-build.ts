import { build } from "wxt";

// Run as a process of its own: Vite's memory should not stay with the server.
const [root, outDir, browser] = process.argv.slice(2);
if (root === undefined || outDir === undefined || browser === undefined) {
  throw new Error("Usage: wxt-build.ts <root> <folder> <browser>");
}
await build({ root, outDir, browser, mode: "production" });
process.exit(0);

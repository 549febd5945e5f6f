import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { readPage } from "../features/on-this-page/read-page.ts";

/** Runs in a page when someone asks for it, and never by itself. */
export default defineUnlistedScript(() => {
  globalThis.readPageForFoyer = readPage;
});

import { sheetDigest, stylePolicy } from "../pages/layout.tsx";
import { servePacked } from "./serve-packed.ts";
import { DOCS_STYLES } from "./styles.ts";

/** A page of the reference, made when the Worker was built; no script, and one style sheet by its digest. */
export function packedPage(gzip: ArrayBuffer): (request: Request) => Promise<Response> {
  let serve: Promise<ReturnType<typeof servePacked>> | undefined;
  return async (request) => {
    serve ??= headers().then((own) => servePacked(gzip, "text/html; charset=utf-8", own));
    return (await serve)(request);
  };
}

async function headers(): Promise<Record<string, string>> {
  return { "Content-Language": "en", "Content-Security-Policy": stylePolicy([await sheetDigest(DOCS_STYLES)]) };
}

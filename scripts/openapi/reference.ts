import { type Document, openApiDocument } from "./document.ts";
import { errorsPage } from "./page/errors-page.tsx";
import { referencePage } from "./page/reference-page.tsx";

export type WrittenReference = { document: Document; page: string; errors: string };

/** The reference of the API, for programs and for people; `errors` is `docs/errors.md`. */
export function writeReference({ version, errors }: { version: string; errors: string }): WrittenReference {
  const document = openApiDocument(version);
  return { document, page: referencePage(document), errors: errorsPage(errors) };
}

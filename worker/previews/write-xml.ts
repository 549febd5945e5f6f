import type { OEmbed } from "../../shared/api/oembed.ts";
import { escapeText } from "../../shared/webvtt/cue-text.ts";

/** Characters that no XML may hold, however they are written (XML 1.0, section 2.2), of those that a title may. */
const NOT_IN_XML = /[\ufffe\uffff]/g;

/** An answer as XML (oEmbed 1.0, section 2.3.3). */
export function writeXml(answer: OEmbed): string {
  const parts = Object.entries(answer).map(
    ([name, value]) => `<${name}>${escapeText(String(value).replace(NOT_IN_XML, ""))}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${parts.join("")}</oembed>\n`;
}

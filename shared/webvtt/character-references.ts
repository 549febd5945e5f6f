/** The names HTML has known longest, from U+00A0 on. */
const LATIN = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
  acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
  Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash
  Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc
  euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml
  yacute thorn yuml`.split(/\s+/);

/** What HTML also reads where the semicolon was forgotten. */
const UNFINISHED = new Map([
  ...LATIN.map((name, at) => [name, String.fromCodePoint(0xa0 + at)] as const),
  ...Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', AMP: "&", LT: "<", GT: ">", QUOT: '"' }),
  ...Object.entries({ COPY: "©", REG: "®" }),
]);

const FINISHED = new Map([
  ...UNFINISHED,
  ...Object.entries({ apos: "'", lsquo: "‘", rsquo: "’", sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„" }),
  ...Object.entries({ lsaquo: "‹", rsaquo: "›", ndash: "–", mdash: "—", hellip: "…", bull: "•", minus: "−" }),
  ...Object.entries({ OElig: "Œ", oelig: "œ", Scaron: "Š", scaron: "š", Yuml: "Ÿ", euro: "€", trade: "™" }),
  ...Object.entries({ ensp: "\u2002", emsp: "\u2003", thinsp: "\u2009", zwnj: "\u200c", zwj: "\u200d" }),
  ...Object.entries({ lrm: "\u200e", rlm: "\u200f", larr: "←", rarr: "→", sung: "♪" }),
]);

const REFERENCE = /&(?:#(\d+)|#[xX]([\da-fA-F]+)|([A-Za-z][A-Za-z\d]*))(;?)/g;
const WINDOWS = new TextDecoder("windows-1252");

/**
 * Character references as HTML reads them (WebVTT, section 6.4, "HTML character reference in data state"). A name
 * that is not among these stays as it is written, and so does one without a semicolon that runs on into a word.
 */
export function readReferences(text: string): string {
  return text.replace(REFERENCE, (whole, decimal, hex, name, semicolon) => {
    if (name === undefined) return numbered(Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10));
    return (semicolon ? FINISHED : UNFINISHED).get(name) ?? whole;
  });
}

/** What stands for no character is U+FFFD; what stands for a control is what Windows has in its place. */
function numbered(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  return code >= 0x80 && code < 0xa0 ? WINDOWS.decode(Uint8Array.of(code)) : String.fromCodePoint(code);
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cue } from "../../../shared/webvtt/cue.ts";
import { cleanCueText, escapeText, visibleText } from "../../../shared/webvtt/cue-text.ts";
import { parseSubRip, parseWebVtt } from "../../../shared/webvtt/parse.ts";
import { serialiseWebVtt } from "../../../shared/webvtt/serialise.ts";
import { expectLinear } from "../../support/expect-linear.ts";

const vtt = (...lines: string[]) => parseWebVtt(lines.join("\n"));
const texts = (parsed: { cues: Cue[] } | undefined) => parsed?.cues.map(({ text }) => text);

describe("what a WebVTT file may look like", () => {
  it("a cue, its times in milliseconds", () => {
    expect(vtt("WEBVTT", "", "00:00:01.500 --> 01:00:02.000", "Hello")).toEqual({
      cues: [{ start: 1_500, end: 3_602_000, settings: {}, text: "Hello" }],
      dropped: [],
    });
  });

  it.each([
    ["a byte order mark", "\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nHello"],
    ["lines that end as on Windows", "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nHello\r\n"],
    ["lines that end as on old Macs", "WEBVTT\r\r00:01.000 --> 00:02.000\rHello\r"],
    ["a title and header lines", "WEBVTT - Launch\nKind: captions\n\n00:01.000 --> 00:02.000\nHello"],
    ["a cue too close below the header", "WEBVTT\n00:01.000 --> 00:02.000\nHello"],
    ["a cue's name", "WEBVTT\n\nintro\n00:01.000 --> 00:02.000\nHello"],
    ["a comment", "WEBVTT\n\nNOTE\nfor us\nalone\n\n00:01.000 --> 00:02.000\nHello\n\nNOTE end"],
    ["a style sheet", "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nHello"],
    ["a region", "WEBVTT\n\nREGION\nid:r width:40%\n\n00:01.000 --> 00:02.000 region:r\nHello"],
    ["no space around the arrow", "WEBVTT\n\n00:01.000-->00:02.000\nHello"],
    ["tabs", "WEBVTT\t\n\n00:01.000\t-->\t00:02.000\nHello"],
  ])("%s", (_, file) => {
    expect(parseWebVtt(file)).toEqual({
      cues: [{ start: 1_000, end: 2_000, settings: {}, text: "Hello" }],
      dropped: [],
    });
  });

  it("settings are kept where they are valid, and the others left out", () => {
    const line =
      "00:01.000 --> 00:02.000 align:end line:-2 size:110% position:10%,line-left vertical:up region:x size:";
    expect(vtt("WEBVTT", "", line, "Hello")?.cues[0]?.settings).toEqual({
      align: "end",
      line: "-2",
      position: "10%,line-left",
    });
  });

  it("cues that overlap stand in order, the longer first where two begin together", () => {
    const parsed = vtt(
      "WEBVTT",
      "",
      "00:05.000 --> 00:06.000",
      "last",
      "",
      "00:01.000 --> 00:02.000",
      "short",
      "",
      "00:01.000 --> 00:09.000",
      "long",
    );
    expect(texts(parsed)).toEqual(["long", "short", "last"]);
  });

  it("where the empty line between two cues was forgotten they are two", () => {
    const parsed = vtt("WEBVTT", "", "00:01.000 --> 00:02.000", "one", "00:03.000 --> 00:04.000", "two");
    expect(texts(parsed)).toEqual(["one", "two"]);
  });

  it("what is no WebVTT is none", () => {
    for (const file of ["", "WEBVTTX", "webvtt\n\n", " WEBVTT", "1\n00:00:01,000 --> 00:00:02,000\nHello"]) {
      expect(parseWebVtt(file)).toBeUndefined();
    }
    expect(parseWebVtt("WEBVTT")).toEqual({ cues: [], dropped: [] });
  });

  it("what cannot be read is told with its line and why, and the rest is kept", () => {
    const parsed = vtt(
      "WEBVTT",
      "",
      "00:00:01,000 --> 00:00:02,000",
      "a comma",
      "",
      "00:05.000 --> 00:04.000",
      "backwards",
      "",
      "00:06.000 --> 00:07.000",
      "",
      "words",
      "alone",
      "",
      "00:61.000 --> 01:02.000",
      "61 seconds",
      "",
      "00:08.000 --> 00:09.000",
      "<b> </b>",
      "",
      "00:09.000 --> 00:10.000",
      "kept",
    );
    expect(texts(parsed)).toEqual(["kept"]);
    expect(parsed?.dropped).toEqual([
      { line: 3, reason: "unreadable_timing" },
      { line: 6, reason: "ends_before_it_starts" },
      { line: 9, reason: "no_text" },
      { line: 11, reason: "no_timing" },
      { line: 14, reason: "unreadable_timing" },
      { line: 17, reason: "no_text" },
    ]);
  });
});

describe("what a SubRip file may look like", () => {
  it("numbers, commas, missing digits, a place on the picture and fonts", () => {
    const file = [
      "\ufeff1",
      "00:00:01,000 --> 00:00:02,500  X1:10 X2:20 Y1:1 Y2:9",
      '{\\an8}<font color="red">Tom & Jerry</font>',
      "<i>at home",
      "",
      "2",
      "0:0:3,5 --> 00:00:04.000",
      "a < b",
      "3",
      "00:00:05,000 --> 00:00:06,000",
      "no empty line above",
      "   ",
      "4",
      "00:00:07,000 -> 00:00:08,000",
      "a short arrow",
    ].join("\r\n");
    expect(parseSubRip(file)).toEqual({
      cues: [
        { start: 1_000, end: 2_500, settings: {}, text: "Tom &amp; Jerry\n<i>at home</i>" },
        { start: 3_500, end: 4_000, settings: {}, text: "a &lt; b" },
        { start: 5_000, end: 6_000, settings: {}, text: "no empty line above" },
      ],
      dropped: [{ line: 13, reason: "no_timing" }],
    });
  });

  it("is not asked for a header", () => {
    expect(parseSubRip("")).toEqual({ cues: [], dropped: [] });
  });
});

describe("the text of a cue", () => {
  it.each([
    ["Tom & Jerry", "Tom &amp; Jerry"],
    ["&amp;lt; &lt;b&gt; &eacute; &#233; &#xe9;", "&amp;lt; &lt;b&gt; é é é"],
    ["3 < 5 --> true", "3 &lt; 5 --&gt; true"],
    ["<script>alert(1)</script>", "alert(1)"],
    ['<img src=x onerror="a">', ""],
    ["<b>bold", "<b>bold</b>"],
    ["<b><i>both</b> still both</i> bold", "<b><i>both still both</i> bold</b>"],
    ["<v.loud   Anna\tB>Hi", "<v.loud Anna B>Hi</v>"],
    ["<v.yellow>nobody</v> <v>", "<c.yellow>nobody</c> <c></c>"],
    ["<ruby>a<rt>b</rt></ruby><rt>c</rt>", "<ruby>a<rt>b</rt></ruby>c"],
    ["<00:01.500>then <1:2>", "<00:00:01.500>then"],
    ["one\n<font>\ntwo", "one\ntwo"],
    ["zero\0tab\t&#10;&#10;&#1;", "zero tab"],
  ])("%j is cleaned to %j", (source, clean) => {
    expect(cleanCueText(source)).toBe(clean);
  });

  it("goes no deeper than players can follow", () => {
    const clean = cleanCueText(`${"<b>".repeat(100_000)}deep`);
    expect(clean).toBe(`${"<b>".repeat(16)}deep${"</b>".repeat(16)}`);
    expect(visibleText(clean)).toBe("deep");
  });
});

describe("whatever the cues", () => {
  const plain = fc.string({ unit: "binary", maxLength: 30 }).map(escapeText);
  const span = fc
    .tuple(fc.constantFrom("b", "i", "u", "c.yellow", "v Anna", "lang fr"), plain)
    .map(([tag, text]) => `<${tag}>${text}</${tag.split(/[. ]/)[0]}>`);
  const written = fc.constantFrom(
    ...[
      "שלום עולם",
      "\u200fمرحبا\u200e",
      "a\u202eb\u202c",
      "&amp;lt;",
      "&copy",
      "--&gt;",
      "NOTE",
      "00:01.000 --> 00:02.000",
    ],
    ...["<ruby>漢<rt>kan", "<v.loud>nobody", "<00:05.000>later", "</b>", "&nbsp;", "<"],
  );
  const text = fc
    .array(fc.oneof(plain, span, written, fc.constant("\n")), { minLength: 1, maxLength: 6 })
    .map((parts) => cleanCueText(parts.join("")))
    .filter((clean) => visibleText(clean).trim() !== "");
  const settings = fc.record(
    {
      vertical: fc.constantFrom("rl", "lr"),
      line: fc.constantFrom("-1", "12", "65536", "-0.5", "50%", "99.5%,end"),
      position: fc.constantFrom("0%", "100%,center"),
      size: fc.constantFrom("33.3%", "100%"),
      align: fc.constantFrom("start", "center", "end", "left", "right"),
    },
    { requiredKeys: [] },
  );
  const cue = fc
    .record({ start: fc.nat(400_000_00), length: fc.integer({ min: 1, max: 9_000_000 }), settings, text })
    .map(({ start, length, ...rest }): Cue => ({ start, end: start + length, ...rest }));
  const inOrder = (cues: Cue[]) => [...cues].sort((a, b) => a.start - b.start || b.end - a.end);

  it("what was written is what is read", () => {
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 8 }), (cues) => {
        expect(parseWebVtt(serialiseWebVtt(cues))).toEqual({ cues: inOrder(cues), dropped: [] });
      }),
    );
  });

  it("whatever a file holds, nothing throws, and what is made of it reads the same again", () => {
    const line = fc.oneof(
      fc.constantFrom("", "NOTE", "STYLE", "1", "<b>", "&amp", "00:01.000 --> 00:02.000", "00:00:01,5 --> 9:00:00,000"),
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^[<>&;/a-c .\n:#\d-]{0,20}$/),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        for (const parsed of [vtt("WEBVTT", "", ...lines), parseSubRip(lines.join("\n"))]) {
          const cues = parsed?.cues ?? [];
          expect(parseWebVtt(serialiseWebVtt(cues))).toEqual({ cues, dropped: [] });
        }
      }),
      { numRuns: 500 },
    );
  });

  const hello = "00:01.000 --> 00:02.000\nHello\n\n";
  it.each([hello, "<", "<b", "&", "-->", "-->\n", "\n", "a\n", "1\n00:01.000 --> x\n"])(
    "a file of two million bytes of %j is read in time that grows with it alone",
    (block) => {
      expectLinear(JSON.stringify(block), 2_000_000, (bytes) => {
        const file = `WEBVTT\n\n${block.repeat(Math.floor(bytes / block.length))}`;
        parseWebVtt(file);
        parseSubRip(file);
      });
    },
  );
});

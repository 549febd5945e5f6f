import { describe, expect, it } from "vitest";
import { cleanCueText } from "../../../shared/webvtt/cue-text.ts";
import { parseSubRip, parseWebVtt } from "../../../shared/webvtt/parse.ts";
import { expectLinear } from "../../support/expect-linear.ts";

/** One cue of that line of times; undefined where there is none. */
const cueOf = (timing: string, text = "Hello") => parseWebVtt(`WEBVTT\n\n${timing}\n${text}`)?.cues[0];
const settingsOf = (settings: string) => cueOf(`00:01.000 --> 00:02.000 ${settings}`)?.settings;

describe("the line of times, as the specification's parser reads it (6.3)", () => {
  it.each([
    ["form feeds", "\f00:01.000\f-->\f00:02.000\f", {}],
    ["settings that stand too close", "00:01.000 --> 00:02.000align:end", { align: "end" }],
    ["something else behind the times", "00:01.000 --> 00:02.000! align:end", { align: "end" }],
  ])("%s", (_, timing, settings) => {
    expect(cueOf(timing)).toEqual({ start: 1_000, end: 2_000, settings, text: "Hello" });
  });

  it.each([
    ["a vertical tab", "\v00:01.000 --> 00:02.000"],
    ["a no-break space", "00:01.000\u00a0--> 00:02.000"],
    ["a digit too many", "00:01.000 --> 00:02.0000"],
    ["something before the arrow", "00:01.000 ---> 00:02.000"],
    ["minutes of three digits", "000:01.000 --> 00:02.000"],
  ])("no cue with %s", (_, timing) => {
    expect(cueOf(timing)).toBeUndefined();
  });
});

describe("settings, as the specification's parser reads them (6.3)", () => {
  it.each(["-0", "40000", "0.25", "-3.5", "007", "0%", "099.5%,center"])("line:%s is kept", (line) => {
    expect(settingsOf(`line:${line}`)).toEqual({ line });
  });

  it.each(["-1%", "100.5%", "1e3", "+1", ".5", "5.", "--1", "3,top", "3,", ",start", "9".repeat(400)])(
    "line:%s is not, and takes nothing else with it",
    (line) => {
      expect(settingsOf(`size:50% line:${line} align:left`)).toEqual({ size: "50%", align: "left" });
    },
  );

  it("the last valid one counts", () => {
    expect(settingsOf("size:20% size:40%\fsize:101% align:left align:LEFT")).toEqual({ size: "40%", align: "left" });
  });
});

describe("cue text, as the specification's parser reads it (6.4)", () => {
  it("what may not stand in a text is told", () => {
    expect(cueOf("00:01.000 --> 00:02.000", "a\0b")?.text).toBe("a\ufffdb");
  });

  it.each([
    ["&copy 2026 &Eacute;cole &ndash; &sung;", "© 2026 École – ♪"],
    ["&AMP; &LT;b&GT;", "&amp; &lt;b&gt;"],
    ["&#151; &#x80;&#65", "— €A"],
    ["&#0;&#xdc00;&#x110000;&#99999999999999999999;", "\ufffd\ufffd\ufffd\ufffd"],
    ["&regards &unheard; &;&#;&#x;", "&amp;regards &amp;unheard; &amp;;&amp;#;&amp;#x;"],
    ["&lrm;a&rlm;", "\u200ea\u200f"],
  ])("references: %j is %j", (source, clean) => {
    expect(cleanCueText(source)).toBe(clean);
  });

  it.each([
    ["<i>a</>b</\ni>c</i>d", "<i>abc</i>d"],
    ["<i>a</b></i>b", "<i>a</i>b"],
    ["<ruby>a<rt>b</ruby>c", "<ruby>a<rt>b</rt></ruby>c"],
    ["<ruby>a<rt><i>b</ruby>c</i></ruby>d", "<ruby>a<rt><i>bc</i></rt></ruby>d"],
    ["<v Anna>a<v>b</v>c</v>d", "<v Anna>a<c>b</c>c</v>d"],
    ["<c.>a</c><c..red.x&y.>b</c>", "<c>a</c><c.red>b</c>"],
    ["a<<b>b</b> << c", "a&lt;<b>b</b> &lt;&lt; c"],
  ])("spans: %j is %j", (source, clean) => {
    expect(cleanCueText(source)).toBe(clean);
  });

  it("the ends of spans too deep to be written close no others", () => {
    expect(cleanCueText(`${"<b>".repeat(17)}a</b>b`)).toBe(`${"<b>".repeat(16)}ab${"</b>".repeat(16)}`);
  });
});

describe("the time it takes", () => {
  it("grows with places on the picture that never end, and no faster", () => {
    expectLinear("places", 600_000, (count) => {
      const file = `1\n00:00:01,000 --> 00:00:02,000\n${"{\\a".repeat(count)}`;
      expect(parseSubRip(file).cues).toHaveLength(1);
    });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chaptersOf, cuesOf } from "../../../shared/chapters/chapter.ts";
import { chapterBeside, chapterMoment } from "../../../shared/chapters/chapter-at.ts";
import { readChapterLines, writeChapterLines } from "../../../shared/chapters/chapter-lines.ts";
import { CHAPTER_TITLE_MAX } from "../../../shared/limits.ts";
import { kindInHeader } from "../../../shared/webvtt/captions-kind.ts";
import { parseWebVtt } from "../../../shared/webvtt/parse.ts";
import { serialiseWebVtt } from "../../../shared/webvtt/serialise.ts";

describe("chapters as people write them", () => {
  it.each([
    ["0:00 Opening", 0, "Opening"],
    ["  1:30   The first cut  ", 90_000, "The first cut"],
    ["01:02:03 - Far in", 3_723_000, "Far in"],
    ["12:34.5 – Half a second later", 754_500, "Half a second later"],
    ["00:05: 5 things", 5_000, "5 things"],
    ["75:00 More than an hour", 4_500_000, "More than an hour"],
  ])("%j", (line, start, title) => {
    expect(readChapterLines(line)).toEqual([{ start, title }]);
  });

  it("stand in the order of their times, whatever was written first; empty lines say nothing", () => {
    expect(readChapterLines("1:00 Later\r\n\r\n0:00 First\n")).toEqual([
      { start: 0, title: "First" },
      { start: 60_000, title: "Later" },
    ]);
  });

  it.each(["Opening", "0:00", "0:00Opening", "0:75 Opening", "1 Opening", "0:00 \t"])(
    "%j is told by its line",
    (line) => {
      expect(readChapterLines(`0:00 First\n\n${line}`)).toEqual({ line: 3 });
    },
  );

  it("have titles of one line, no longer than a list has room for", () => {
    const [first] = readChapterLines(`0:00 ${"🎬".repeat(CHAPTER_TITLE_MAX + 1)}`) as { title: string }[];
    expect([...(first?.title ?? "")]).toHaveLength(CHAPTER_TITLE_MAX);
    expect(first?.title).toMatch(/🎬…$/u);
  });

  const chapters = fc
    .array(
      fc.record({ start: fc.integer({ min: 0, max: 86_400_000 }), title: fc.stringMatching(/^\w[\w &<>]{0,40}\w$/) }),
    )
    .map((list) =>
      list.map(({ start, title }) => ({ start, title: title.replace(/\s+/g, " ") })).sort((a, b) => a.start - b.start),
    );

  it("are read as they were written, and by players as they were meant", () => {
    fc.assert(
      fc.property(chapters, (list) => {
        expect(readChapterLines(writeChapterLines(list))).toEqual(list);
        const text = serialiseWebVtt(cuesOf(list, null), "chapters");
        expect(kindInHeader(text)).toBe("chapters");
        const starts = new Set(list.map(({ start }) => start));
        const read = chaptersOf(parseWebVtt(text)?.cues ?? []);
        expect(read).toHaveLength(list.length);
        if (starts.size === list.length) expect(read).toEqual(list);
      }),
    );
  });
});

describe("chapters in a file", () => {
  it("go on until the next, the last until the end", () => {
    const list = [
      { start: 0, title: "Opening" },
      { start: 2_000, title: "Middle" },
    ];
    expect(cuesOf(list, 9_000).map(({ start, end }) => [start, end])).toEqual([
      [0, 2_000],
      [2_000, 9_000],
    ]);
    expect(cuesOf(list, null).at(-1)?.end).toBe(2_001);
  });

  it.each([
    ["WEBVTT\nKind: chapters\n\n00:00.000 --> 00:01.000\nA", "chapters"],
    ["\ufeffWEBVTT - Northwind\r\nLanguage: en\r\nkind:chapters\r\n\r\n00:00.000 --> 00:01.000\r\nA", "chapters"],
    ["WEBVTT\nKind: captions\n\n00:00.000 --> 00:01.000\nA", "captions"],
    ["WEBVTT\n\nKind: chapters\n00:00.000 --> 00:01.000\nA", "captions"],
    ["WEBVTT\n00:00.000 --> 00:01.000\nKind: chapters", "captions"],
    ["1\n00:00:00,000 --> 00:00:01,000\nKind: chapters", "captions"],
  ])("%j says that it is of %s", (text, kind) => {
    expect(kindInHeader(text)).toBe(kind);
  });
});

describe("from chapter to chapter", () => {
  const starts = [0, 10, 20.5];

  it("on to the next, back to the beginning of one that has begun, else to the one before", () => {
    expect(chapterBeside(starts, 4, 1)).toBe(10);
    expect(chapterBeside(starts, 10, 1)).toBe(20.5);
    expect(chapterBeside(starts, 30, 1)).toBeUndefined();
    expect(chapterBeside(starts, 15, -1)).toBe(10);
    expect(chapterBeside(starts, 11, -1)).toBe(0);
    expect(chapterBeside(starts, 1, -1)).toBe(0);
    expect(chapterBeside([], 5, -1)).toBeUndefined();
  });

  it("a link names no second before its chapter", () => {
    expect(starts.map(chapterMoment)).toEqual([0, 10, 21]);
  });
});

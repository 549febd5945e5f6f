import { describe, expect, test } from "vitest";
import { languageInName, languagesFor } from "../../shared/languages.ts";
import { captionsType } from "../../shared/webvtt/captions-type.ts";

describe("the language of a captions file", () => {
  test.each([
    ["spring-launch.fr.vtt", "fr"],
    ["spring_launch_EN.srt", "en"],
    ["launch.pt-br.vtt", "pt-BR"],
    ["launch.de-AT.srt", "de"],
    ["launch.vtt", undefined],
    ["launch.xx.vtt", undefined],
    ["fr.txt", undefined],
  ])("%s says %s", (name, language) => expect(languageInName(name)).toBe(language));

  test("the choices are named and sorted as the reader would", () => {
    const french = languagesFor("fr").map(({ label }) => label);
    expect(french).toContain("Français");
    expect(french).toEqual([...french].sort((a, b) => a.localeCompare(b, "fr")));
  });
});

test.each([
  ["a.vtt", "text/vtt"],
  ["a.SRT", "application/x-subrip"],
  ["a.vtt.zip", undefined],
])("%s is sent as %s", (name, type) => expect(captionsType(name)).toBe(type));

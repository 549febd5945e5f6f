import { describe, expect, test } from "vitest";
import { readAddresses } from "../../../../extension/features/members/read-addresses.ts";

describe("addresses from what people paste", () => {
  test.each([
    ["one", "june@northwind.example", ["june@northwind.example"]],
    ["commas, semicolons, lines and spaces", "a@x.example, b@x.example;c@x.example\nd@x.example  e@x.example", 5],
    [
      "a mail program's list",
      '"Okafor, Tomás" <tomas@x.example>, June <june@x.example>',
      ["tomas@x.example", "june@x.example"],
    ],
    [
      "addresses with names and without",
      'Ann <ann@x.example>, bob@x.example; "Lee, Cy" <cy@x.example>\ndee@x.example Eve<eve@x.example> fay@x.example',
      ["ann@x.example", "bob@x.example", "cy@x.example", "dee@x.example", "eve@x.example", "fay@x.example"],
    ],
    ["an address that is its own name", "ann@x.example <ann@x.example>", ["ann@x.example"]],
    ["the same one twice", "a@x.example a@x.example", ["a@x.example"]],
  ])("%s", (_, text, expected) => {
    const { good, bad } = readAddresses(text);
    expect(typeof expected === "number" ? good.length : good).toEqual(expected);
    expect(bad).toEqual([]);
  });

  test("beside names, what is none is kept apart as well", () => {
    expect(readAddresses('Ann <ann@x.example>, bob@nowhere, "Cy <cy@x.example>, dee')).toEqual({
      good: ["ann@x.example", "cy@x.example"],
      bad: ["bob@nowhere", "dee"],
    });
  });

  test("what is none is kept apart as it was typed", () => {
    expect(readAddresses("june@northwind, ok@x.example, @x")).toEqual({
      good: ["ok@x.example"],
      bad: ["june@northwind", "@x"],
    });
  });
});

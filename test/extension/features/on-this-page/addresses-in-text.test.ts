import { describe, expect, it } from "vitest";
import { addressesInMailto, addressesInText } from "../../../../extension/features/on-this-page/addresses-in-text.ts";
import { expectLinear } from "../../../support/expect-linear.ts";

const inText = (text: string) => addressesInText(text).map(({ address }) => address);
const inMailto = (link: string) => addressesInMailto(link).map(({ address }) => address);

describe("addresses in running text", () => {
  it.each([
    ["Write to ada@acme.example.", ["ada@acme.example"]],
    [
      "<ada@acme.example>, 'bo@acme.example'; (cy+x@acme.example)",
      ["ada@acme.example", "bo@acme.example", "cy+x@acme.example"],
    ],
    ["mailto:ada@acme.example?subject=Hi", ["ada@acme.example"]],
    ["l’adresse de mère@bücher.example…", ["mère@xn--bcher-kva.example"]],
    ["ada@acme.example-", ["ada@acme.example"]],
    ["o'brien@acme.example", ["o'brien@acme.example"]],
    ["...ada@acme.example..bo", ["ada@acme.example"]],
    ["ada@acme.example@evil.example", ["ada@acme.example", "acme.example@evil.example"]],
    ["@acme.example, ada@, ada@acme, a..b@acme.example, ada @acme.example", []],
    [`${"a".repeat(65)}@acme.example`, []],
    [`${"a".repeat(64)}@acme.example`, [`${"a".repeat(64)}@acme.example`]],
    ["", []],
  ])("%j", (text, found) => {
    expect(inText(text)).toEqual(found);
  });

  it.each(["a", "@", "a.", "a@"])("are found in time that grows with the text alone, of %j", (part) => {
    expectLinear(part, 1_000_000, (length) => {
      expect(inText(`${part.repeat(length / part.length)} `)).toEqual([]);
    });
  });
});

describe("addresses in a mailto link", () => {
  it.each([
    ["mailto:ada@acme.example", ["ada@acme.example"]],
    ["MAILTO:ada%40acme.example,bo@acme.example", ["ada@acme.example", "bo@acme.example"]],
    [
      "mailto:?to=ada@acme.example&CC=bo%2Bx@acme.example&bcc=cy@acme.example&body=no@acme.example",
      ["ada@acme.example", "bo+x@acme.example", "cy@acme.example"],
    ],
    ["mailto:Ada%20%3Cada@acme.example%3E", ["ada@acme.example"]],
    ["mailto:100%@acme.example", ["100%@acme.example"]],
    ["mailto:", []],
  ])("%s", (link, found) => {
    expect(inMailto(link)).toEqual(found);
  });
});

import { expect, test } from "vitest";
import { continentOf } from "../../../../worker/db/replicas/continents.ts";

const asked = (header: string | undefined, cf?: object) =>
  continentOf(
    Object.assign(new Request("http://foyer.example", header ? { headers: { "CF-IPContinent": header } } : {}), { cf }),
  );

test("on Cloudflare its own word counts, and nothing that a caller sends", () => {
  expect(asked(undefined, { continent: "EU" })).toBe("EU");
  expect(asked("AS", { continent: "EU" })).toBe("EU");
  expect(asked("AS", {})).toBeUndefined();
  expect(asked("AS", { continent: "T1" })).toBeUndefined();
});

test("elsewhere the header of the server in front", () => {
  expect(asked("OC")).toBe("OC");
  expect([asked(undefined), asked("XX"), asked("eu")]).toEqual([undefined, undefined, undefined]);
});

import { expect, test } from "vitest";
import { oneFileWith } from "../../../scripts/extension/one-file-with.ts";

/** What each module imports at once, and what it imports once that is needed. */
type Graph = Record<string, { now?: string[]; later?: string[] }>;

function filesOf(graph: Graph): Record<string, string | null> {
  const name = oneFileWith("popup", "shared");
  const modules = {
    getModuleInfo: (id: string) => {
      const importing = (how: "now" | "later") => Object.keys(graph).filter((one) => graph[one]?.[how]?.includes(id));
      return {
        importedIds: graph[id]?.now ?? [],
        importers: importing("now"),
        dynamicImporters: importing("later"),
      };
    },
  };
  return Object.fromEntries(Object.keys(graph).map((id) => [id, name(id, modules)]));
}

test("what a page and others load is one file; what it alone loads, or later, is none of it", () => {
  const files = filesOf({
    popup: { now: ["own", "list"], later: ["dialog"] },
    own: { now: ["deep"] },
    deep: {},
    list: { now: ["row"] },
    row: {},
    dialog: { now: ["list", "form"] },
    form: {},
    manage: { now: ["list", "table"] },
    table: {},
  });
  expect(files).toEqual({
    popup: null,
    own: null,
    deep: null,
    list: "shared",
    row: "shared",
    dialog: null,
    form: null,
    manage: null,
    table: null,
  });
});

test("what others load only once they need it is shared too, also by the page itself", () => {
  expect(filesOf({ popup: { now: ["a", "b"] }, a: { later: ["b"] }, b: {} })).toEqual({
    popup: null,
    a: null,
    b: "shared",
  });
});

import { describe, expect, test } from "vitest";
import { stepAmong } from "../../../../extension/features/content/sibling-step.ts";

const node = (id: string, parentId: string | null = null) => ({ id, parentId });
const ids = (items: readonly { id: string }[] | undefined) => items?.map(({ id }) => id).join("");

describe("one step among siblings", () => {
  const items = ["a", "b", "c"].map((id) => node(id));

  test.each([
    ["b", "up", { afterId: null, place: 1, total: 3 }, "bac"],
    ["c", "up", { afterId: "a", place: 2, total: 3 }, "acb"],
    ["a", "down", { afterId: "b", place: 2, total: 3 }, "bac"],
    ["b", "down", { afterId: "c", place: 3, total: 3 }, "acb"],
  ] as const)("%s %s", (id, step, stepped, order) => {
    const { items: then, ...rest } = stepAmong(items, id, step) ?? { items: undefined };
    expect([rest, ids(then)]).toEqual([stepped, order]);
  });

  test("leads nowhere past the ends, nor for what is not there", () => {
    expect(stepAmong(items, "a", "up")).toBeUndefined();
    expect(stepAmong(items, "c", "down")).toBeUndefined();
    expect(stepAmong(items, "x", "down")).toBeUndefined();
    expect(stepAmong([], "a", "up")).toBeUndefined();
  });

  test("passes over what stands under another parent, which keeps its place", () => {
    const mixed = [node("a"), node("x", "p"), node("b"), node("y", "q"), node("z", "p")];
    expect(stepAmong(mixed, "a", "down")).toMatchObject({ afterId: "b", total: 2 });
    expect(ids(stepAmong(mixed, "a", "down")?.items)).toBe("xbayz");
    expect(ids(stepAmong(mixed, "z", "up")?.items)).toBe("azxby");
    expect(stepAmong(mixed, "z", "up")?.afterId).toBeNull();
    expect(stepAmong(mixed, "y", "up")).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandColours, contrast } from "../../../shared/design/brand-colours.ts";

const GROUNDS = { light: ["#fcfbf9", "#ffffff", "#f4f1ec"], dark: ["#191715", "#221f1c", "#12100f"] };

describe("a workspace's colour on its pages", () => {
  it("is readable on every ground of both themes, and what stands on it too, whatever it is", () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(colour, (chosen) => {
        const { accent, onAccent, soft } = brandColours(chosen);
        for (const side of ["light", "dark"] as const) {
          for (const ground of [...GROUNDS[side], soft[side]])
            expect(contrast(accent[side], ground)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(onAccent[side], accent[side])).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("stays as it is where it is readable already", () => {
    expect(brandColours("#274c5e").accent.light).toBe("#274c5e");
    expect(brandColours("#ff9a5c").accent.dark).toBe("#ff9a5c");
  });

  it("keeps its hue where it must give way: yellow becomes a dark yellow on white", () => {
    const [red, green, blue] = /^#(..)(..)(..)$/.exec(brandColours("#ffe600").accent.light)?.slice(1) ?? [];
    const [r, g, b] = [red, green, blue].map((part) => Number.parseInt(part ?? "", 16));
    expect(b).toBeLessThan(10);
    expect((r ?? 0) / (g ?? 1)).toBeCloseTo(255 / 230, 1);
  });

  it("counts contrast as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  });
});

import { describe, expect, it } from "vitest";
import { actOfKey, SPEEDS, speedBeside } from "../../../shared/watch/player-keys.ts";

const pressed = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey", boolean>> = {}) =>
  actOfKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe("the keys of the player", () => {
  it.each([
    [" ", { act: "toggle" }],
    ["k", { act: "toggle" }],
    ["K", { act: "toggle" }],
    ["j", { act: "skip", seconds: -10 }],
    ["l", { act: "skip", seconds: 10 }],
    ["ArrowLeft", { act: "skip", seconds: -5 }],
    ["ArrowRight", { act: "skip", seconds: 5 }],
    ["ArrowUp", { act: "louder", by: 0.1 }],
    ["ArrowDown", { act: "louder", by: -0.1 }],
    ["m", { act: "mute" }],
    ["f", { act: "fullscreen" }],
    ["c", { act: "captions" }],
    ["<", { act: "faster", steps: -1 }],
    [">", { act: "faster", steps: 1 }],
    ["0", { act: "jump", part: 0 }],
    ["7", { act: "jump", part: 0.7 }],
    ["x", undefined],
    ["Tab", undefined],
    ["Enter", undefined],
    ["F5", undefined],
    ["constructor", undefined],
  ])("%j", (key, act) => {
    expect(pressed(key)).toEqual(act);
  });

  it("leaves what is held together with control, command or alt to the browser", () => {
    for (const held of ["ctrlKey", "metaKey", "altKey"] as const)
      expect(pressed("f", { [held]: true })).toBeUndefined();
  });

  it("goes from chapter to chapter by the arrows with control, and by control and a letter or digit nowhere", () => {
    expect(pressed("ArrowLeft", { ctrlKey: true })).toEqual({ act: "chapter", steps: -1 });
    expect(pressed("ArrowRight", { ctrlKey: true })).toEqual({ act: "chapter", steps: 1 });
    for (const key of ["ArrowUp", "7", " "]) expect(pressed(key, { ctrlKey: true })).toBeUndefined();
    expect(pressed("ArrowLeft", { ctrlKey: true, altKey: true })).toBeUndefined();
  });

  it("speeds stop at both ends, and one that is not ours finds the next of ours", () => {
    expect(SPEEDS.map((speed) => speedBeside(speed, 1))).toEqual([...SPEEDS.slice(1), SPEEDS.at(-1)]);
    expect(SPEEDS.map((speed) => speedBeside(speed, -1))).toEqual([SPEEDS[0], ...SPEEDS.slice(0, -1)]);
    expect([speedBeside(1.1, -1), speedBeside(9, 1)]).toEqual([1, 2]);
  });
});

/** What a key does to what plays; the letters are those that people know from other players. */
export type PlayerAct =
  | { act: "toggle" | "mute" | "fullscreen" | "captions" }
  | { act: "skip"; seconds: number }
  | { act: "louder"; by: number }
  | { act: "faster" | "chapter"; steps: 1 | -1 }
  | { act: "jump"; part: number };

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

const ACTS: Readonly<Record<string, PlayerAct>> = {
  " ": { act: "toggle" },
  k: { act: "toggle" },
  j: { act: "skip", seconds: -10 },
  l: { act: "skip", seconds: 10 },
  arrowleft: { act: "skip", seconds: -5 },
  arrowright: { act: "skip", seconds: 5 },
  arrowup: { act: "louder", by: 0.1 },
  arrowdown: { act: "louder", by: -0.1 },
  m: { act: "mute" },
  f: { act: "fullscreen" },
  c: { act: "captions" },
  "<": { act: "faster", steps: -1 },
  ">": { act: "faster", steps: 1 },
};

/** With control held, as people know it from other players. */
const WITH_CONTROL: Readonly<Record<string, PlayerAct>> = {
  arrowleft: { act: "chapter", steps: -1 },
  arrowright: { act: "chapter", steps: 1 },
};

/** What to do for a key; undefined for those that are the browser's or the reader's own. */
export function actOfKey({ key, ctrlKey, metaKey, altKey }: Pressed): PlayerAct | undefined {
  if (metaKey || altKey) return undefined;
  if (/^\d$/.test(key) && !ctrlKey) return { act: "jump", part: Number(key) / 10 };
  const [acts, name] = [ctrlKey ? WITH_CONTROL : ACTS, key.toLowerCase()];
  return Object.hasOwn(acts, name) ? acts[name] : undefined;
}

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** The speed so many steps away; the ends stay where they are. */
export function speedBeside(speed: number, steps: number): number {
  const at = SPEEDS.findIndex((known) => known >= speed);
  const next = (at === -1 ? SPEEDS.length - 1 : at) + steps;
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, next))] ?? 1;
}

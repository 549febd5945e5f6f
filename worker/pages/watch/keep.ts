/** What this browser keeps of the viewer's habits and places. Where it may keep nothing, nothing is lost but that. */

const PLACES_MAX = 50;

type Habits = { volume?: number; muted?: boolean; speed?: number };
/** What a visitor called themselves when they last said something. */
export function knownName(): string | undefined {
  return read<string>("foyer-name");
}

export function keepName(name: string): void {
  write("foyer-name", name);
}

type Places = [path: string, seconds: number][];

export function habits(): Habits {
  return read<Habits>("foyer-habits") ?? {};
}

export function keepHabits(change: Habits): void {
  write("foyer-habits", { ...habits(), ...change });
}

/** Where they stopped in what stands at this address. */
export function placeIn(path: string): number | undefined {
  return places().find(([known]) => known === path)?.[1];
}

/** The newest places alone; undefined forgets one. */
export function keepPlace(path: string, seconds: number | undefined): void {
  const others = places().filter(([known]) => known !== path);
  const next: Places = seconds === undefined ? others : [[path, Math.round(seconds)], ...others];
  write("foyer-places", next.slice(0, PLACES_MAX));
}

function places(): Places {
  const kept = read<Places>("foyer-places");
  return Array.isArray(kept) ? kept : [];
}

function read<Value>(name: string): Value | undefined {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function write(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A private window, or a frame that may keep nothing.
  }
}

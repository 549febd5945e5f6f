import { browser } from "wxt/browser";

/** Under which key something is kept, and whether until it is removed or until the browser closes. */
export type KeptKey = `${"local" | "session"}:${string}`;

/** One thing kept in the browser's storage, for all pages of the extension. */
export type Kept<Value> = {
  getValue(): Promise<Value>;
  setValue(value: Value): Promise<void>;
  removeValue(): Promise<void>;
  /** Hears what has become of it, here or in another page; wakes the background. */
  watch(heard: (value: Value) => void): void;
};

/** `fallback` is what stands for it where nothing is kept. */
export function kept<Value>(key: KeptKey, fallback: Value): Kept<Value> {
  const { area, name } = placeOf(key);
  return {
    async getValue() {
      return ((await read(key))[name] as Value | undefined) ?? fallback;
    },
    setValue: (value) => area.set({ [name]: value }),
    removeValue: () => area.remove(name),
    watch(heard) {
      area.onChanged.addListener((changes) => {
        const change = changes[name];
        if (change) heard((change.newValue as Value | undefined) ?? fallback);
      });
    },
  };
}

type Area = "local" | "session";
type Reading = { names: string[]; all: Promise<Record<string, unknown>> };
const begun: Partial<Record<Area, Reading>> = {};
/** All that is kept, while it is read ahead. */
const ahead: Partial<Record<Area, Promise<Record<string, unknown>>>> = {};

/**
 * Reads everything at once for a page that is about to ask for much of it, one thing after the other; what changes
 * meanwhile is known. Answers what ends it: from then on all is read as it is asked for.
 */
export function readAhead(): () => void {
  const ends = (["local", "session"] as const).map((area) => {
    const storage = browser.storage[area];
    const note = async (changes: Record<string, { newValue?: unknown }>) => {
      const all = await reading;
      for (const [name, { newValue }] of Object.entries(changes)) all[name] = newValue;
    };
    // Heard of before it is read.
    storage.onChanged.addListener(note);
    const reading = storage.get(null);
    ahead[area] = reading;
    return () => {
      storage.onChanged.removeListener(note);
      delete ahead[area];
    };
  });
  return () => {
    for (const end of ends) end();
  };
}

/** What is asked for in one breath is read in one: each call of the browser's storage goes through another process. */
function read(key: KeptKey): Promise<Record<string, unknown>> {
  const area: Area = key.startsWith("local:") ? "local" : "session";
  const all = ahead[area];
  if (all) return all;
  begun[area] ??= beginReading(area);
  begun[area].names.push(placeOf(key).name);
  return begun[area].all;
}

function beginReading(area: Area): Reading {
  const names: string[] = [];
  const all = Promise.resolve().then(() => {
    delete begun[area];
    return browser.storage[area].get(names);
  });
  return { names, all };
}

export function placeOf(key: KeptKey) {
  const area = key.startsWith("local:") ? "local" : "session";
  return { area: browser.storage[area], name: key.slice(area.length + 1) };
}

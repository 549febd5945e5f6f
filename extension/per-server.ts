import { browser } from "wxt/browser";
import { type Kept, type KeptKey, kept, placeOf } from "./kept.ts";
import { serverHere } from "./server.ts";

/** One thing kept of each server: of the one this page speaks to, unless another is named. */
export type KeptPerServer<Value> = Kept<Value> & {
  of(server: string): Kept<Value>;
  /** Hears of it on every server; wakes the background, which is told when nothing is kept any more. */
  watchEvery(heard: (server: string, isKept: boolean) => void): void;
};

/** What is kept of one server lies under a key that ends with it, so that no other server's pages find it. */
export function perServer<Value>(key: KeptKey, fallback: Value): KeptPerServer<Value> {
  const of = (server: string) => kept(`${key}${ending(server)}`, fallback);
  const here = () => of(serverHere());
  return {
    of,
    getValue: () => here().getValue(),
    setValue: (value) => here().setValue(value),
    removeValue: () => here().removeValue(),
    watch: (heard) => here().watch(heard),
    watchEvery(heard) {
      const { area, name } = placeOf(key);
      area.onChanged.addListener((changes) => {
        for (const [changed, { newValue }] of Object.entries(changes)) {
          if (changed.startsWith(`${name}@`)) heard(changed.slice(name.length + 1), newValue != null);
        }
      });
    },
  };
}

/** Leaves nothing of a server, whatever was ever kept of it. */
export async function dropAllOf(server: string): Promise<void> {
  await Promise.all(
    (["local", "session"] as const).map(async (area) => {
      const keys = Object.keys(await browser.storage[area].get());
      await browser.storage[area].remove(keys.filter((key) => key.endsWith(ending(server))));
    }),
  );
}

function ending(server: string): string {
  return `@${server}`;
}

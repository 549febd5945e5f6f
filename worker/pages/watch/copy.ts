import type { Say } from "./player.ts";

/** Copies a text and says what became of it, in the words that its button brings; answers whether it was copied. */
export async function copyText(text: string, { dataset }: HTMLButtonElement, say: Say): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    say(dataset.done ?? "");
    return true;
  } catch {
    say(dataset.failed ?? "");
    return false;
  }
}

/** The first letters of a name's first and last word, or of an address. */
function initialsOf(label: string): string {
  const words = label
    .replace(/@.*$/, "")
    .split(/[\s._+-]+/)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase();
}

export function Avatar({ label, square = false }: { label: string; square?: boolean }) {
  return (
    <span class={square ? "avatar square" : "avatar"} aria-hidden="true">
      {initialsOf(label)}
    </span>
  );
}

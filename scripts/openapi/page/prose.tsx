import type { ComponentChildren } from "preact";

/** Text of ours with what little Markdown it has: paragraphs, `code` and [links](/to). */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split("\n\n").map((paragraph) => (
        <p key={paragraph}>
          <Line text={paragraph} />
        </p>
      ))}
    </>
  );
}

export function Line({ text }: { text: string }) {
  return <>{text.split(/(`[^`]+`|\[[^\]]+\]\([^)]+\))/).map(piece)}</>;
}

function piece(text: string): ComponentChildren {
  if (text.startsWith("`")) return <code>{text.slice(1, -1)}</code>;
  const [, name, to] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(text) ?? [];
  return to === undefined ? text : <a href={to}>{name}</a>;
}

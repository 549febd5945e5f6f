import { encode } from "uqr";

/** Modules of white around it that readers need (ISO/IEC 18004, section 9.1). */
const QUIET = 4;

/** A text as a QR code, black on white in every theme; each run of black is one stroke. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const strokes = data.flatMap((row, y) =>
    [
      ...row
        .map((isBlack) => (isBlack ? "x" : " "))
        .join("")
        .matchAll(/x+/g),
    ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}`),
  );
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 -0.5 ${size} ${size}`} shape-rendering="crispEdges">
      <path d={strokes.join("")} stroke="#000" />
    </svg>
  );
}

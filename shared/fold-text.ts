/** A text as it is searched: without case and accents, so that `elo` finds Élodie. */
export function foldText(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

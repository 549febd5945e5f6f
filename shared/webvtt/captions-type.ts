/** The type of a captions file by its name's ending: systems seldom know one. */
export function captionsType(name: string): string | undefined {
  if (/\.vtt$/i.test(name)) return "text/vtt";
  return /\.srt$/i.test(name) ? "application/x-subrip" : undefined;
}

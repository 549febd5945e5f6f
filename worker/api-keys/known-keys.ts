const REMEMBERED = 1_000;

/** Hashes of keys that were good when this isolate looked them up last; they say nothing of whether they still are. */
const known = new Set<string>();

export function wasGood(hash: string): boolean {
  return known.has(hash);
}

export function rememberGood(hash: string): void {
  known.add(hash);
  if (known.size <= REMEMBERED) return;
  const [oldest] = known;
  if (oldest !== undefined) known.delete(oldest);
}

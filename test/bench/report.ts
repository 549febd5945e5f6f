/** One line of `bench-results.json`: requests a second, milliseconds, and beside the baseline. */
export type Result = {
  name: string;
  rps: number;
  p50ms: number;
  p99ms: number;
  ratio: number;
  target?: number;
  /** How far the medians of a pair are apart, where a stranger must not tell the two apart. */
  apartMs?: number;
};

export function rounded(result: Result): Result {
  const three = (value: number) => Number(value.toPrecision(3));
  const { rps, p50ms, p99ms, ratio } = result;
  return { ...result, rps: three(rps), p50ms: three(p50ms), p99ms: three(p99ms), ratio: three(ratio) };
}

export function printHead(): void {
  line("", "a second", "p50 ms", "p99 ms", "ratio", "target");
}

export function print(rows: Result[]): void {
  for (const { name, rps, p50ms, p99ms, ratio, target = "", apartMs } of rows) {
    line(name, rps, p50ms, p99ms, ratio, target);
    if (apartMs !== undefined) console.log(`  ${apartMs} ms apart`);
  }
}

function line(name: string, ...cells: (string | number)[]): void {
  console.log(name.padEnd(42) + cells.map((cell) => String(cell).padStart(10)).join(""));
}

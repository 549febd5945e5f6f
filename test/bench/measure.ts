/** One kind of request, made again and again. */
export type Subject = {
  name: string;
  /** Makes the nth request of this subject; must throw when the answer is not the one meant. */
  once(n: number): Promise<void>;
  /** What it is compared with. */
  baseline: Baseline;
  /** The ratio it must reach, where one is promised. */
  target?: number;
};

/** The least that the same machine must do for a like answer. */
export type Baseline = { name: string; once(n: number): Promise<void> };

export type Figures = { rps: number; p50ms: number; p99ms: number };

export type Effort = {
  /** Subject and baseline take turns this many times, so that a drift of the machine meets both. */
  rounds: number;
  secondsPerRound: number;
  /** Requests under way at once. */
  concurrency: number;
};

type Round = { latencies: number[]; seconds: number };

/** Subject and baseline in turn; the figures of each are those of all its rounds together. */
export async function measure(subject: Subject, effort: Effort): Promise<{ subject: Figures; baseline: Figures }> {
  const counters = { subject: 0, baseline: 0 };
  const rounds: { subject: Round[]; baseline: Round[] } = { subject: [], baseline: [] };
  const warmUp = { ...effort, secondsPerRound: effort.secondsPerRound / 4 };
  await load((n) => subject.once(n), counters, "subject", warmUp);
  await load((n) => subject.baseline.once(n), counters, "baseline", warmUp);
  for (let round = 0; round < effort.rounds; round += 1) {
    rounds.subject.push(await load((n) => subject.once(n), counters, "subject", effort));
    rounds.baseline.push(await load((n) => subject.baseline.once(n), counters, "baseline", effort));
  }
  return { subject: summarise(rounds.subject), baseline: summarise(rounds.baseline) };
}

async function load(
  once: (n: number) => Promise<void>,
  counters: Record<string, number>,
  counter: string,
  { secondsPerRound, concurrency }: Effort,
): Promise<Round> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + secondsPerRound * 1000;
  const client = async () => {
    while (performance.now() < endsAt) {
      const n = counters[counter] ?? 0;
      counters[counter] = n + 1;
      const askedAt = performance.now();
      await once(n);
      latencies.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  return { latencies, seconds: (performance.now() - startedAt) / 1000 };
}

function summarise(rounds: Round[]): Figures {
  return figuresOf(
    rounds.flatMap((round) => round.latencies),
    rounds.reduce((sum, round) => sum + round.seconds, 0),
  );
}

/** What so many requests took, each in milliseconds, and all together in seconds. */
export function figuresOf(latencies: number[], seconds: number): Figures {
  const sorted = latencies.toSorted((a, b) => a - b);
  return { rps: sorted.length / seconds, p50ms: percentile(sorted, 0.5), p99ms: percentile(sorted, 0.99) };
}

function percentile(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

type Job = { run: () => Promise<void> };

export type QueueRules = {
  /** Between two jobs, for everything else on this thread. */
  pauseMs: number;
  /** How many of one subject may wait. */
  waitingMax: number;
};

/**
 * Does jobs one at a time with a pause after each. Subjects take turns, so that a crowd before one link
 * does not keep another's viewers waiting; of one subject only so many wait, the next is told "busy".
 */
export class HashQueue {
  private readonly rules: QueueRules;
  private readonly waiting = new Map<string, Job[]>();
  private isRunning = false;

  constructor(rules: QueueRules) {
    this.rules = rules;
  }

  run<T>(subject: string, work: () => Promise<T>): Promise<T | "busy"> {
    const line = this.waiting.get(subject) ?? [];
    if (line.length >= this.rules.waitingMax) return Promise.resolve("busy");
    return new Promise<T>((resolve, reject) => {
      line.push({ run: () => work().then(resolve, reject) });
      this.waiting.set(subject, line);
      void this.runAll();
    });
  }

  private async runAll(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    for (let job = this.takeNext(); job; job = this.takeNext()) {
      await job.run();
      await new Promise((resolve) => setTimeout(resolve, this.rules.pauseMs));
    }
    this.isRunning = false;
  }

  /** The first in the line of the subject that has waited longest for its turn; that subject then goes to the end. */
  private takeNext(): Job | undefined {
    for (const [subject, line] of this.waiting) {
      this.waiting.delete(subject);
      const job = line.shift();
      if (line.length > 0) this.waiting.set(subject, line);
      if (job) return job;
    }
    return undefined;
  }
}

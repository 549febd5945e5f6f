/**
 * Keeps `work` from running beside itself: called while it runs, it runs once more afterwards, however often it was
 * called. So a burst of news costs two looks, and no look is forever overtaken by the next.
 */
export function oneAtATime(work: () => Promise<unknown>): () => void {
  let running = false;
  let again = false;
  async function run(): Promise<void> {
    running = true;
    try {
      do {
        again = false;
        await work();
      } while (again);
    } finally {
      running = false;
    }
  }
  return () => {
    if (running) again = true;
    else void run();
  };
}

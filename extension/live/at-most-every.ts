/** Calls `work` at once, and however often it is asked for no oftener than this; the last word is never lost. */
export function atMostEvery(ms: number, work: () => void): () => void {
  let isResting = false;
  let again = false;
  function run(): void {
    isResting = true;
    again = false;
    work();
    setTimeout(() => {
      isResting = false;
      if (again) run();
    }, ms);
  }
  return () => {
    if (isResting) again = true;
    else run();
  };
}

/**
 * For what is asked for again and again: answers what begins one asking. That answers whether its answer is to be taken,
 * which it is not once one that was asked for later was taken: it is older, though it comes after.
 */
export function inOrder(): () => () => boolean {
  let begun = 0;
  let taken = 0;
  return () => {
    const mine = ++begun;
    return () => {
      if (mine < taken) return false;
      taken = mine;
      return true;
    };
  };
}

import type { SharePolicy } from "../../../shared/policy/share-policy.ts";

/** Whether links that the one policy closes may be open under the other. */
export function loosens(before: SharePolicy, after: SharePolicy): boolean {
  const lastsLonger = daysOf(after) > daysOf(before);
  return lastsLonger || (mayBePublic(after) && !mayBePublic(before));
}

function mayBePublic({ publicAllowed, passwordRequired }: SharePolicy): boolean {
  return publicAllowed && !passwordRequired;
}

function daysOf({ longestExpiryDays }: SharePolicy): number {
  return longestExpiryDays ?? Number.POSITIVE_INFINITY;
}

/** The longest time as typed: null where nothing is, undefined where it is no number of days. */
export function readDays(text: string, most: number): number | null | undefined {
  if (text.trim() === "") return null;
  const days = Number(text);
  return Number.isInteger(days) && days >= 1 && days <= most ? days : undefined;
}

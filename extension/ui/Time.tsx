import { locale } from "../language.ts";
import { longAge } from "./describe-age.ts";

/** How long ago something was; exactly when, where one points at it. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {longAge(locale.value, at, Date.now())}
    </time>
  );
}

/** To the second, as the person's own calendar and clock have it. */
export function exactTime(at: string): string {
  return new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeStyle: "medium" }).format(new Date(at));
}

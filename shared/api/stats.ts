import * as v from "valibot";
import { MOMENT_MAX, STATS_DAYS_DEFAULT, STATS_DAYS_MAX, WATCHED_MAX } from "../limits.ts";
import type { videoStats } from "./answers/stats.ts";
import { described } from "./fields.ts";

const whole = v.pipe(v.number("Must be a number."), v.integer("Must be a whole number."));

const second = v.pipe(
  whole,
  v.minValue(0, "Must not be negative."),
  v.maxValue(MOMENT_MAX, `Must be at most ${MOMENT_MAX}.`),
);

/** What the page of a share tells of somebody who watches: which seconds of which upload, so far. */
export const watchedTold = v.strictObject({
  version: v.pipe(whole, v.minValue(1, "Must be at least 1.")),
  watched: v.pipe(
    v.array(
      v.pipe(
        v.strictTuple([second, second], "Must be two seconds."),
        v.check(([from, to]) => from < to, "Must end after it begins."),
      ),
      "Must be a list.",
    ),
    v.minLength(1, "Must name something."),
    v.maxLength(WATCHED_MAX, `Must name at most ${WATCHED_MAX} stretches.`),
  ),
});

export const statsQuery = v.strictObject({
  days: described(
    v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d{1,3}$/, `Must be a whole number from 1 to ${STATS_DAYS_MAX}.`),
        v.transform(Number),
        v.minValue(1, "Must be at least 1."),
        v.maxValue(STATS_DAYS_MAX, `Must be at most ${STATS_DAYS_MAX}.`),
      ),
      String(STATS_DAYS_DEFAULT),
    ),
    "How many days are told of, today among them.",
  ),
});

export type WatchedTold = v.InferOutput<typeof watchedTold>;

export type VideoStats = v.InferOutput<typeof videoStats>;

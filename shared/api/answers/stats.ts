import * as v from "valibot";
import { described } from "../fields.ts";
import { count, named } from "./fields.ts";

const viewsOfDay = v.object({ day: v.pipe(v.string(), v.isoDate()), views: count });

const viewersOfSecond = v.object({ second: count, viewers: count });

/** How often something was watched, and how far. */
export const videoStats = named(
  "VideoStats",
  v.object({
    totalViews: described(count, "Of all its days: one person on one day is one view."),
    views: described(
      v.array(viewsOfDay),
      "Each day (UTC) that was asked for, the oldest first; none before its first view.",
    ),
    version: described(count, "The newest upload, of which `retention` is; 0 where there is none."),
    retention: described(
      v.array(viewersOfSecond),
      "How many watched each second of it; whoever watched it on two days counts twice.",
    ),
  }),
);

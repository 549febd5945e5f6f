import * as v from "valibot";
import { described } from "../fields.ts";
import { count, listOf, moment, named } from "./fields.ts";

/** One upload of a video, avatar or voice. */
export const version = named(
  "Version",
  v.object({
    version: described(count, "Counted from 1, over all uploads."),
    current: described(v.boolean(), "Whether it is the one that is played."),
    contentType: v.string(),
    size: described(count, "Bytes."),
    duration: described(v.nullable(v.number()), "Seconds."),
    width: v.nullable(count),
    height: v.nullable(count),
    uploadedAt: moment,
  }),
);

export const versionList = named("VersionList", listOf(version));

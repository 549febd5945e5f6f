import * as v from "valibot";
import type { poster } from "./answers/posters.ts";

export const POSTER_WIDTHS = [640, 1280] as const;
export type PosterWidth = (typeof POSTER_WIDTHS)[number];

export const posterQuery = v.strictObject({
  width: v.pipe(
    v.picklist(["640", "1280"], `Must be one of ${POSTER_WIDTHS.join(", ")}.`),
    v.transform((text) => (text === "640" ? 640 : 1280)),
  ),
});

export type Poster = v.InferOutput<typeof poster>;

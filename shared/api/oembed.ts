import * as v from "valibot";

const PIXELS = v.pipe(
  v.string("Must be a number of pixels."),
  v.regex(/^[1-9]\d{0,4}$/, "Must be a whole number of pixels from 1 to 99999."),
  v.transform(Number),
);

/** What a consumer asks for (oEmbed 1.0, section 2.2); whoever asks may add parameters of their own. */
export const oembedQuery = v.object({
  url: v.pipe(v.string("Must be an address."), v.maxLength(2_000, "Must be at most 2000 characters.")),
  format: v.optional(v.string(), "json"),
  maxwidth: v.optional(PIXELS),
  maxheight: v.optional(PIXELS),
});

type Sized = { width: number; height: number };

/** What a consumer may show, by its type (oEmbed 1.0, section 2.3.4). */
export type OEmbedShown =
  | ({ type: "video" | "rich"; html: string } & Sized)
  | ({ type: "photo"; url: string } & Sized)
  | { type: "link" };

/** What is answered (oEmbed 1.0, section 2.3), by the names that it has there. */
export type OEmbed = OEmbedShown & {
  version: "1.0";
  title: string;
  author_name?: string;
  provider_name: string;
  provider_url: string;
  thumbnail_url?: string;
  thumbnail_width?: number;
  thumbnail_height?: number;
};

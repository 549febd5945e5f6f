import * as v from "valibot";
import type { lookupResult, suggestion, suggestionPage } from "./answers/colleagues.ts";
import { pageQuery } from "./fields.ts";

export const LOOKUP_MAX = 200;

/** An address that is none is answered as `none`, so that no other is lost because of it. */
export const memberLookup = v.strictObject({
  emails: v.pipe(
    v.array(
      v.pipe(v.string("Must be text."), v.maxLength(1_000, "Must be at most 1000 characters.")),
      "Must be a list.",
    ),
    v.minLength(1, "Must name at least one address."),
    v.maxLength(LOOKUP_MAX, `Must name at most ${LOOKUP_MAX} addresses.`),
  ),
});

export const suggestionQuery = v.strictObject(pageQuery);

export type Suggestion = v.InferOutput<typeof suggestion>;

export type SuggestionPage = v.InferOutput<typeof suggestionPage>;

export type LookupResult = v.InferOutput<typeof lookupResult>;

export type LookupStatus = LookupResult["status"];

import * as v from "valibot";
import type { MembershipStatus } from "../policy/membership.ts";
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

/** Someone on the company's domain who already signed up and may be found. */
export type Suggestion = { userId: string; email: string; name: string };

export type SuggestionPage = { items: Suggestion[]; nextCursor: string | null };

/** `none`: no live membership; `not_company`: its domain is not one of the workspace's, and is not looked up. */
export type LookupStatus = Exclude<MembershipStatus, "ended"> | "none" | "not_company";

export type LookupResult = { email: string; status: LookupStatus };

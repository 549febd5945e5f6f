import * as v from "valibot";
import type { domain } from "./answers/domains.ts";

export const domainClaim = v.strictObject({
  domain: v.pipe(
    v.string("Must be text."),
    v.trim(),
    v.minLength(1, "Must not be empty."),
    v.maxLength(253, "Must be at most 253 characters."),
  ),
});

export type Domain = v.InferOutput<typeof domain>;

import * as v from "valibot";

export const domainClaim = v.strictObject({
  domain: v.pipe(
    v.string("Must be text."),
    v.trim(),
    v.minLength(1, "Must not be empty."),
    v.maxLength(253, "Must be at most 253 characters."),
  ),
});

/** A domain a workspace claims; `proven` while its TXT record (`txtName`, `txtValue`) stands in DNS. */
export type Domain = {
  domain: string;
  status: "pending" | "proven";
  txtName: string;
  txtValue: string;
  provenAt: string | null;
  /** When DNS was asked last. */
  checkedAt: string | null;
  /** Since when a proven domain's record is missing; the proof ends if it stays away. */
  missingSince: string | null;
};

import * as v from "valibot";
import { described } from "../fields.ts";
import { listOf, moment, named, withMore } from "./fields.ts";

/** A domain a workspace claims. */
export const domain = named(
  "Domain",
  v.object({
    domain: v.string(),
    status: described(v.picklist(["pending", "proven"]), "`proven` while its TXT record stands in DNS."),
    txtName: described(v.string(), "The name that the TXT record goes under."),
    txtValue: described(v.string(), "What it says."),
    provenAt: v.nullable(moment),
    checkedAt: described(v.nullable(moment), "When DNS was asked last."),
    missingSince: described(
      v.nullable(moment),
      "Since when a proven domain's record is missing; the proof ends if it stays away.",
    ),
  }),
);

export const domainList = named(
  "DomainList",
  withMore(listOf(domain), {
    companyDomains: described(
      v.array(v.string()),
      "The workspace's company domains: those proven by DNS, and those of its active Super Admins' own addresses.",
    ),
  }),
);

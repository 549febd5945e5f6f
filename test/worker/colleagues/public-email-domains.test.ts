import { expect, it } from "vitest";
import { isPublicEmailDomain } from "../../../worker/colleagues/public-email-domains.ts";

it.each(["gmail.com", "outlook.com", "orange.fr", "proton.me", "fastmail.com", "mailinator.com", "yopmail.com"])(
  "%s gives addresses to anyone",
  (domain) => expect(isPublicEmailDomain(domain)).toBe(true),
);

it("and so does a subdomain of one", () => {
  expect(isPublicEmailDomain("team.mailinator.com")).toBe(true);
});

it.each(["com", "co.uk", "github.io", "blogspot.com"])("%s is a public suffix, nobody's own", (domain) =>
  expect(isPublicEmailDomain(domain)).toBe(true),
);

it.each(["acme.example", "acme.co.uk", "mail.acme.fr", "xn--bcher-kva.example", "google.com", "acme.github.io"])(
  "%s may be a company's",
  (domain) => expect(isPublicEmailDomain(domain)).toBe(false),
);

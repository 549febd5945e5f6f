import { domain, domainList } from "../../shared/api/answers/domains.ts";
import type { Reference } from "../http/reference.ts";
import type { domainRoutes } from "./routes.ts";

export const domainReference: Reference<typeof domainRoutes> = {
  tag: "Domains",
  about: "A company's domain, proven by a TXT record and looked at again each day.",
  routes: {
    "POST /workspaces/:workspaceId/domains": {
      id: "claimDomain",
      summary: "Claim a domain",
      description: "Answers the record to put into DNS.",
      answers: { 201: domain },
      refuses: ["forbidden", "not_found", "personal_workspace", "public_email_domain"],
    },
    "GET /workspaces/:workspaceId/domains": {
      id: "listDomains",
      summary: "List domains",
      description: "Those claimed, and which domains count as the company's: of these alone addresses are looked up.",
      answers: { 200: domainList },
      refuses: ["forbidden", "not_found", "personal_workspace"],
    },
    "POST /workspaces/:workspaceId/domains/:domain/verify": {
      id: "verifyDomain",
      summary: "Look the record up",
      answers: { 200: domain },
      refuses: ["forbidden", "not_found", "domain_taken", "personal_workspace", "dns_unavailable"],
    },
    "DELETE /workspaces/:workspaceId/domains/:domain": {
      id: "deleteDomain",
      summary: "Give a domain up",
      answers: { 204: null },
      refuses: ["forbidden", "not_found", "personal_workspace"],
    },
  },
};

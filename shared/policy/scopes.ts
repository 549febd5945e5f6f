/** What an API key may be made for. A scope narrows what the key's maker may do and never widens it. */
export const SCOPES = [
  "members:read",
  "members:write",
  "content:read",
  "content:write",
  "shares:read",
  "shares:write",
  "reviews:write",
  "webhooks:write",
  "audit:read",
  "scim",
] as const;
export type Scope = (typeof SCOPES)[number];

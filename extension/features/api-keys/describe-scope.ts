import type { MessageKey } from "../../../shared/i18n/message.ts";
import { SCOPES, type Scope } from "../../../shared/policy/scopes.ts";
import { t } from "../../language.ts";

/** What keys can be made for here; null where no route asks for it yet. */
const SAID: Record<Scope, MessageKey | null> = {
  "members:read": "ext.keys.members_read",
  "members:write": "ext.keys.members_write",
  "content:read": "ext.keys.content_read",
  "content:write": "ext.keys.content_write",
  "shares:read": "ext.keys.shares_read",
  "shares:write": "ext.keys.shares_write",
  "reviews:write": null,
  "webhooks:write": "ext.keys.webhooks_write",
  "audit:read": "ext.keys.audit_read",
  scim: null,
};

export const OFFERED = SCOPES.filter((scope) => SAID[scope] !== null);

export function describeScope(scope: Scope): string {
  const key = SAID[scope];
  return key === null ? scope : (t as (key: MessageKey) => string)(key);
}

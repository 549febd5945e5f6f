import { WEBHOOK_EVENTS } from "../../../shared/api/webhooks.ts";
import { JOIN_POLICIES, PLANS } from "../../../shared/api/workspaces.ts";
import type { MessageKey, Translate } from "../../../shared/i18n/message.ts";
import { NODE_KINDS } from "../../../shared/policy/access.ts";
import { ROLES } from "../../../shared/policy/roles.ts";
import { SCOPES } from "../../../shared/policy/scopes.ts";
import { VISIBILITIES } from "../../../shared/policy/share-access.ts";
import { GUESTS_ALLOWED } from "../../../shared/policy/share-policy.ts";
import { locale, t } from "../../language.ts";
import { exactTime } from "../../ui/Time.tsx";
import { describeScope } from "../api-keys/describe-scope.ts";
import { formatBytes } from "../upload/format-bytes.ts";
import { describeEvent } from "../webhooks/describe-event.ts";
import { languageName } from "./describe-entry.ts";

/** What entries say besides their sentence, by its name on the wire; any newer one by that name. */
const LABELS: Partial<Record<string, MessageKey>> = {
  after: "ext.audit.data.after",
  apiKeys: "ext.keys.title",
  author: "ext.audit.data.author",
  before: "ext.audit.data.before",
  chapters: "ext.audit.data.chapters",
  contentType: "ext.audit.data.content_type",
  cues: "ext.audit.data.cues",
  decision: "ext.audit.data.decision",
  defaultRole: "ext.audit.data.default_role",
  domain: "ext.audit.data.domain",
  downloadAllowed: "ext.share_policy.download",
  email: "ext.audit.data.email",
  enabled: "ext.webhooks.on",
  events: "ext.webhooks.events",
  everyone: "ext.content.everyone",
  expiresAt: "ext.audit.data.expires",
  from: "ext.audit.data.from",
  grants: "ext.content.access",
  guestsAllowed: "ext.share_policy.guests",
  host: "ext.audit.data.host",
  instead: "ext.audit.data.instead",
  joinPolicy: "ext.policy.title",
  kind: "ext.audit.data.kind",
  language: "ext.account.language",
  level: "ext.audit.data.level",
  longestExpiryDays: "ext.share_policy.days",
  maxUses: "ext.audit.data.max_uses",
  membershipId: "ext.audit.data.member",
  members: "ext.members.title",
  name: "ext.audit.data.name",
  named: "ext.audit.data.named",
  membershipIds: "ext.audit.data.named",
  nodeId: "ext.audit.data.node",
  passwordRequired: "ext.share_policy.password",
  plan: "ext.seats.plan",
  publicAllowed: "ext.share_policy.public",
  removed: "ext.audit.data.removed",
  role: "ext.members.role",
  scopes: "ext.keys.scopes",
  seats: "ext.audit.data.seats",
  shareId: "ext.audit.data.share",
  sharePolicy: "ext.share_policy.title",
  size: "ext.audit.data.size",
  title: "ext.audit.data.title",
  to: "ext.audit.data.to",
  uses: "ext.audit.data.uses",
  version: "ext.audit.data.version",
  visibility: "ext.visibility.title",
};

/** What the sentence says by itself. */
const SAID: readonly string[] = ["status", "endReason"];

export function isWorthSaying(name: string, value: unknown): boolean {
  return value !== null && !SAID.includes(name);
}

export function labelOf(translate: Translate, name: string): string {
  const key = LABELS[name];
  return key === undefined ? name : (translate as (key: MessageKey) => string)(key);
}

/** A single value in words where it is one of ours, else as it is. */
export function describeValue(name: string, value: unknown): string {
  if (typeof value === "boolean") return t(value ? "ext.audit.yes" : "ext.audit.no");
  const text = String(value);
  switch (name) {
    case "role":
    case "defaultRole":
      return say(ROLES, text, (role) => t(`role.${role}`));
    case "visibility":
      return say(VISIBILITIES, text, (visibility) => t(`visibility.${visibility}`));
    case "everyone":
    case "level":
      return say(["inherit", "none", "view", "edit"] as const, text, (level) => t(`ext.content.everyone_${level}`));
    case "decision":
      return say(["approved", "changes_requested"] as const, text, (decision) => t(`review.${decision}`));
    case "guestsAllowed":
      return say(GUESTS_ALLOWED, text, (guests) => t(`ext.share_policy.guests_${guests}`));
    case "plan":
      return say(PLANS, text, (plan) => t(`plan.${plan}`));
    case "joinPolicy":
      return say(JOIN_POLICIES, text, (policy) => t(`ext.policy.${policy}`));
    case "kind":
      return say(NODE_KINDS, text, (kind) => t(`ext.content.kind_${kind}`));
    case "events":
      return say(WEBHOOK_EVENTS, text, describeEvent);
    case "scopes":
      return say(SCOPES, text, describeScope);
    case "language":
      return languageName(locale.value, text);
    case "size":
      return formatBytes(Number(value));
    case "expiresAt":
      return exactTime(new Date(value as string | number).toISOString());
    default:
      return text;
  }
}

function say<Value extends string>(known: readonly Value[], text: string, words: (value: Value) => string): string {
  const found = known.find((one) => one === text);
  return found === undefined ? text : words(found);
}

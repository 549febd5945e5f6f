import type { AuditEntry } from "../../../shared/api/audit.ts";
import { AUDIT_ACTIONS, type AuditAction } from "../../../shared/audit-actions.ts";
import type { Translate } from "../../../shared/i18n/message.ts";
import { ROLES } from "../../../shared/policy/roles.ts";
import { VISIBILITIES } from "../../../shared/policy/share-access.ts";

type Thing = AuditAction extends infer Action ? (Action extends `${infer Name}.${string}` ? Name : never) : never;

export const ACTION_GROUPS = ["members", "content", "links", "opinions", "workspace", "programs"] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

const GROUP_OF: Record<Thing, ActionGroup> = {
  workspace: "workspace",
  plan: "workspace",
  logo: "workspace",
  domain: "workspace",
  member: "members",
  invite_link: "members",
  node: "content",
  media: "content",
  poster: "content",
  captions: "content",
  chapters: "content",
  video: "links",
  share: "links",
  access: "links",
  comment: "opinions",
  review: "opinions",
  reviewers: "opinions",
  api_key: "programs",
  webhook: "programs",
};

export function actionsOf(group: ActionGroup): AuditAction[] {
  return AUDIT_ACTIONS.filter((action) => GROUP_OF[thingOf(action)] === group);
}

function thingOf(action: AuditAction): Thing {
  return action.slice(0, action.indexOf(".")) as Thing;
}

/** Who did what to whom, as a sentence; what a newer service says was done, by its name. */
export function describeEntry(t: Translate, locale: string, entry: AuditEntry): string {
  const { actor, action, targetName } = entry;
  const who = actor ? actor.name || actor.email : t("ext.audit.foyer");
  if (!isKnown(action)) return `${who}: ${action}${targetName === null ? "" : ` (${targetName})`}`;
  return t(`ext.audit.did.${action}`, {
    who,
    what: action === "node.renamed" ? nameBefore(t, entry) : nameOfTarget(t, action, entry),
    whom: text(entry.data.email ?? entry.data.author) || t("ext.audit.somebody"),
    value: inWords(t, locale, action, entry.data),
  });
}

function isKnown(action: string): action is AuditAction {
  return (AUDIT_ACTIONS as readonly string[]).includes(action);
}

function nameBefore(t: Translate, { data }: AuditEntry): string {
  return t("ext.audit.named", { name: text(data.from) });
}

/** By what it is called now, else by what it was called then. */
function nameOfTarget(t: Translate, action: AuditAction, { targetName, data }: AuditEntry): string {
  switch (thingOf(action)) {
    case "member":
      return targetName ?? (text(data.email) || t("ext.audit.somebody"));
    case "domain":
      return text(data.domain);
    case "webhook":
      return text(data.host);
    case "api_key":
      return t("ext.audit.named", { name: text(data.name) });
    default: {
      const name = targetName ?? text(data.title);
      return name === "" ? t("ext.audit.gone") : t("ext.audit.named", { name });
    }
  }
}

/** To what it was done, where the sentence says that. */
function inWords(t: Translate, locale: string, action: AuditAction, data: AuditEntry["data"]): string {
  switch (thingOf(action)) {
    case "member":
    case "invite_link":
      return oneOf(ROLES, data.role, (role) => t(`role.${role}`));
    case "share":
    case "video":
      return oneOf(VISIBILITIES, data.visibility, (visibility) => t(`visibility.${visibility}`));
    case "access":
      return oneOf(["view", "edit"] as const, data.level, (level) => t(`ext.content.everyone_${level}`));
    case "review":
      return oneOf(["approved", "changes_requested"] as const, data.decision, (decision) => t(`review.${decision}`));
    case "captions":
    case "chapters":
      return languageName(locale, text(data.language));
    case "plan":
      return text(data.seats);
    case "media":
      return text(data.version);
    default:
      return text(data.to);
  }
}

function oneOf<Value extends string>(known: readonly Value[], value: unknown, say: (value: Value) => string): string {
  const found = known.find((one) => one === value);
  return found === undefined ? text(value) : say(found);
}

export function languageName(locale: string, code: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

import type { Translate } from "../../../shared/i18n/message.ts";
import type { Belonging } from "../../session/belonging.ts";

/**
 * What became of the workspace in view while nobody here changed it: the role in it, or that one is out of it and
 * sees another. Undefined where nothing did, and where the person went elsewhere.
 */
export function describeStanding(
  t: Translate,
  before: Belonging | undefined,
  now: Belonging | undefined,
  belongings: readonly Belonging[],
): string | undefined {
  if (!before || !now) return undefined;
  const workspace = before.workspace.name;
  if (now.workspace.id === before.workspace.id) {
    if (now.role === before.role) return undefined;
    return `${t("ext.note.role_changed", { workspace, role: t(`role.${now.role}`) })} ${t("ext.role.shows")}`;
  }
  const left = belongings.find(({ workspace: { id } }) => id === before.workspace.id);
  // Whoever must sign in anew there is told so elsewhere.
  if (left?.status === "active") return undefined;
  const out = left ? t("ext.note.suspended", { workspace }) : t("ext.note.removed", { workspace });
  return `${out} ${t("ext.role.now_in", { workspace: now.workspace.name })}`;
}

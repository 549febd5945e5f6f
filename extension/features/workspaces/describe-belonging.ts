import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";

/** `Shared workspace · Creator`; one's personal workspace has no role worth a word. */
export function describeBelonging({ workspace, role, status, mustSignIn }: Belonging): string {
  if (workspace.kind === "personal") return t("home.personal");
  if (mustSignIn) return `${t("home.shared")} · ${t("home.anew")}`;
  const standing = status === "active" ? t(`role.${role}`) : t(`status.${status}`);
  return `${t("home.shared")} · ${standing}`;
}

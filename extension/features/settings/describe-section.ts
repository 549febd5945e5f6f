import { t } from "../../language.ts";
import type { Group, Section } from "./sections.ts";

export function titleOf(name: Section): string {
  switch (name) {
    case "general":
      return t("ext.general.title");
    case "look":
      return t("ext.look.title");
    case "seats":
      return t("ext.seats.title");
    case "joining":
      return t("ext.policy.title");
    case "domains":
      return t("ext.domains.title");
    case "sharing":
      return t("ext.share_policy.title");
    case "audit":
      return t("ext.audit.title");
    case "keys":
      return t("ext.keys.title");
    case "webhooks":
      return t("ext.webhooks.title");
    case "sessions":
      return t("ext.sessions.title");
    case "servers":
      return t("ext.servers.title");
  }
}

export function groupTitleOf(group: Group): string {
  return t(`ext.settings.${group}`);
}

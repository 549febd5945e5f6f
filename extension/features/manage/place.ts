import { signal } from "@preact/signals";
import { type MembershipStatus, STATUSES } from "../../../shared/policy/membership.ts";
import { isSection, type Section } from "../settings/sections.ts";

const TABS = ["members", "notifications", "content", "reviews", "settings"] as const;
export type Tab = (typeof TABS)[number];

/** The tab in view, kept in the address: `#notifications`, `#members/requested`, `#settings/domains`. */
export const tab = signal<Tab>(tabIn(location.hash));

/** The section of the settings that the address asks for. */
export const section = signal<Section | undefined>(sectionIn(location.hash));

window.addEventListener("hashchange", () => {
  tab.value = tabIn(location.hash);
  section.value = sectionIn(location.hash);
});

export function openTab(name: Tab): void {
  tab.value = name;
  section.value = undefined;
  history.replaceState(null, "", `#${name}`);
}

/** The status that the address asks for, for the list to begin with. */
export function statusInPlace(): MembershipStatus | "" {
  const [, wanted] = location.hash.split("/");
  return STATUSES.find((status) => status === wanted) ?? "";
}

function tabIn(hash: string): Tab {
  const [wanted] = hash.replace("#", "").split("/");
  return TABS.find((name) => name === wanted) ?? "members";
}

function sectionIn(hash: string): Section | undefined {
  const [of, wanted] = hash.replace("#", "").split("/");
  return of === "settings" && isSection(wanted) ? wanted : undefined;
}

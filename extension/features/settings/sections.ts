import type { Workspace } from "../../../shared/api/workspaces.ts";
import type { Capability } from "../../../shared/policy/roles.ts";

/** Who sees a section: whoever has the capability, all where it asks for none; some are of shared workspaces alone. */
type Condition = { needs?: Capability; sharedOnly?: true };

/** In the order in which they stand, under the headings they stand under. */
const GROUPS = {
  workspace: {
    general: { needs: "settings.manage" },
    look: { needs: "settings.manage" },
    seats: { needs: "billing.manage", sharedOnly: true },
  },
  security: {
    joining: { needs: "security.manage", sharedOnly: true },
    domains: { needs: "security.manage", sharedOnly: true },
    sharing: { needs: "security.manage" },
    audit: { needs: "security.manage" },
  },
  developers: { keys: { needs: "api.use" }, webhooks: { needs: "api.use" } },
  you: { sessions: {}, servers: {} },
} as const satisfies Record<string, Record<string, Condition>>;

export type Group = keyof typeof GROUPS;
type NamesIn<Sections> = Sections extends Sections ? keyof Sections : never;
export type Section = NamesIn<(typeof GROUPS)[Group]>;

type Listed = { group: Group; sections: Section[] };

/** Whether the section is the name of one, for what comes from the address. */
export function isSection(name: string | undefined): name is Section {
  return name !== undefined && Object.values(GROUPS).some((sections) => Object.hasOwn(sections, name));
}

/** The sections that this person has in the settings of this workspace. */
export function sectionsFor({ kind, abilities }: Pick<Workspace, "kind" | "abilities">): Listed[] {
  const isShown = ({ needs, sharedOnly }: Condition) =>
    (needs === undefined || abilities.includes(needs)) && !(sharedOnly && kind === "personal");
  return (Object.entries(GROUPS) as [Group, Record<Section, Condition>][])
    .map(([group, sections]) => ({
      group,
      sections: (Object.entries(sections) as [Section, Condition][])
        .filter(([, condition]) => isShown(condition))
        .map(([name]) => name),
    }))
    .filter(({ sections }) => sections.length > 0);
}

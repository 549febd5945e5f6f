import { en } from "../shared/i18n/en.ts";
import { CAPABILITIES, type Capability, can, ROLES } from "../shared/policy/roles.ts";

const MEANING: Record<Capability, string> = {
  "billing.manage": "plan, seats",
  "security.manage": "domains, join policy, share policy, sessions, audit log",
  "members.manage": "invite, approve, roles, suspend, remove",
  "settings.manage": "workspace name, defaults, deletion",
  "api.use": "API keys, webhooks",
  "content.create": "projects, folders, videos, avatars, voices",
  "content.share": "publish and control shares of content one can edit",
  "content.view": "what one’s level allows",
  review: "comment, approve, request changes",
};

/** `docs/permissions.md`, from the policy itself. */
export function permissionsDocument(): string {
  const head = `| capability | ${ROLES.map((role) => en[`role.${role}`]).join(" | ")} |`;
  const rule = `|---|${ROLES.map(() => ":-:|").join("")}`;
  const rows = CAPABILITIES.map((capability) => {
    const marks = ROLES.map((role) => (can(role, capability) ? "✓" : " "));
    return `| \`${capability}\` ${MEANING[capability]} | ${marks.join(" | ")} |`;
  });
  return [
    "# Who may do what",
    "",
    "Made from `shared/policy/roles.ts` by `npm run docs:permissions`; a test fails when the two differ.",
    "",
    head,
    rule,
    ...rows,
    "",
    "Nobody hands out a role with a capability they lack.",
    "",
  ].join("\n");
}

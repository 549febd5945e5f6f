import type { Belonging } from "../../session/belonging.ts";
import { hasRoom } from "../../ui/has-room.ts";
import { ApiKeysCard } from "../api-keys/ApiKeysCard.tsx";
import { AuditCard } from "../audit/AuditCard.tsx";
import { AuditLog } from "../audit/AuditLog.tsx";
import { isAuditOpen } from "../audit/audit.ts";
import { DomainsCard } from "../domains/DomainsCard.tsx";
import { GeneralCard } from "../general/GeneralCard.tsx";
import { JoinPolicyCard } from "../join-policy/JoinPolicyCard.tsx";
import { LookCard } from "../look/LookCard.tsx";
import { ServersCard } from "../servers/ServersCard.tsx";
import { SessionsCard } from "../sessions/SessionsCard.tsx";
import { groupTitleOf } from "../settings/describe-section.ts";
import { SettingsNav } from "../settings/SettingsNav.tsx";
import { type Section, sectionsFor } from "../settings/sections.ts";
import { SharePolicyCard } from "../share-policy/SharePolicyCard.tsx";
import { WebhooksCard } from "../webhooks/WebhooksCard.tsx";
import { SeatsCard } from "./SeatsCard.tsx";

/** The workspace's rules as far as one may set them, what acts in one's name, and where one is signed in. */
export function SettingsPanel({ belonging }: { belonging: Belonging }) {
  const { workspace } = belonging;
  const seesAudit = workspace.abilities.includes("security.manage");
  if (seesAudit && isAuditOpen.value) return <AuditLog key={workspace.id} workspaceId={workspace.id} />;
  const groups = sectionsFor(workspace);
  return (
    <div class="settings">
      {hasRoom.value && <SettingsNav groups={groups} />}
      <div class="settings-groups">
        {groups.map(({ group, sections }) => (
          <div key={group} class="settings-group">
            <h2>{groupTitleOf(group)}</h2>
            {sections.map((name) => (
              <SectionCard key={`${workspace.id} ${name}`} name={name} belonging={belonging} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function SectionCard({ name, belonging }: { name: Section; belonging: Belonging }) {
  switch (name) {
    case "general":
      return <GeneralCard belonging={belonging} />;
    case "look":
      return <LookCard belonging={belonging} />;
    case "seats":
      return <SeatsCard belonging={belonging} />;
    case "joining":
      return <JoinPolicyCard belonging={belonging} />;
    case "domains":
      return <DomainsCard belonging={belonging} />;
    case "sharing":
      return <SharePolicyCard belonging={belonging} />;
    case "audit":
      return <AuditCard />;
    case "keys":
      return <ApiKeysCard belonging={belonging} />;
    case "webhooks":
      return <WebhooksCard belonging={belonging} />;
    case "sessions":
      return <SessionsCard />;
    case "servers":
      return <ServersCard />;
  }
}

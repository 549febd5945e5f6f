import type { Belonging } from "../../session/belonging.ts";
import { ApiKeysCard } from "../api-keys/ApiKeysCard.tsx";
import { AuditCard } from "../audit/AuditCard.tsx";
import { AuditLog } from "../audit/AuditLog.tsx";
import { isAuditOpen } from "../audit/audit.ts";
import { ServersCard } from "../servers/ServersCard.tsx";
import { SessionsCard } from "../sessions/SessionsCard.tsx";
import { WebhooksCard } from "../webhooks/WebhooksCard.tsx";

/** Where one is signed in, and what acts in one's name. */
export function SettingsPanel({ belonging }: { belonging: Belonging }) {
  const { workspace } = belonging;
  const seesAudit = workspace.abilities.includes("security.manage");
  if (seesAudit && isAuditOpen.value) return <AuditLog key={workspace.id} workspaceId={workspace.id} />;
  return (
    <div class="settings">
      <SessionsCard />
      <ServersCard />
      {workspace.abilities.includes("api.use") && <ApiKeysCard key={workspace.id} belonging={belonging} />}
      {workspace.abilities.includes("api.use") && <WebhooksCard key={`${workspace.id}-hooks`} belonging={belonging} />}
      {seesAudit && <AuditCard />}
    </div>
  );
}

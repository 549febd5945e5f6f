import type { Belonging } from "../../session/belonging.ts";
import { ApiKeysCard } from "../api-keys/ApiKeysCard.tsx";
import { ServersCard } from "../servers/ServersCard.tsx";
import { SessionsCard } from "../sessions/SessionsCard.tsx";

/** Where one is signed in, and what acts in one's name. */
export function SettingsPanel({ belonging }: { belonging: Belonging }) {
  const { workspace } = belonging;
  return (
    <div class="settings">
      <SessionsCard />
      <ServersCard />
      {workspace.abilities.includes("api.use") && <ApiKeysCard key={workspace.id} belonging={belonging} />}
    </div>
  );
}

import { t } from "../../language.ts";
import { serverHere } from "../../server.ts";
import { sessionEnded } from "../../session/session.ts";
import { Mark } from "../../ui/Mark.tsx";
import { servers } from "../servers/follow-server.ts";
import { OtherServers } from "../servers/OtherServers.tsx";
import { hostOf } from "../servers/read-server-address.ts";
import { CodeStep } from "./CodeStep.tsx";
import { EmailStep } from "./EmailStep.tsx";
import { pending } from "./sign-in.ts";

export function SignIn() {
  return (
    <main class="sign-in">
      <Mark size={44} />
      {sessionEnded.value && !pending.value && <p class="small muted">{t("problem.session_ended")}</p>}
      {servers.value.length > 1 && <p class="small muted">{t("ext.servers.on", { host: hostOf(serverHere()) })}</p>}
      {pending.value ? <CodeStep email={pending.value.email} /> : <EmailStep />}
      <OtherServers />
    </main>
  );
}

import { t } from "../../language.ts";
import { sessionEnded } from "../../session/session.ts";
import { Mark } from "../../ui/Mark.tsx";
import { CodeStep } from "./CodeStep.tsx";
import { EmailStep } from "./EmailStep.tsx";
import { pending } from "./sign-in.ts";

export function SignIn() {
  return (
    <main class="sign-in">
      <Mark size={44} />
      {sessionEnded.value && !pending.value && <p class="small muted">{t("problem.session_ended")}</p>}
      {pending.value ? <CodeStep email={pending.value.email} /> : <EmailStep />}
    </main>
  );
}

import { PASSWORD_MIN } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import type { ArrivedMedia } from "../../storage.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PasswordField } from "../visibility/PasswordField.tsx";
import { VisibilitySwitch } from "../visibility/VisibilitySwitch.tsx";
import { lacksPassword, password, publish, publishing, publishProblem, visibility } from "./publish.ts";
import { leaveArrived, notePublished } from "./upload-queue.ts";

export function PublishChoice({ media: { nodeId, kind } }: { media: ArrivedMedia }) {
  async function publishIt(): Promise<void> {
    if (await publish(nodeId, kind)) await notePublished(nodeId);
  }
  return (
    <>
      <PublishForm label={t("ext.upload.publish_one")} onSubmit={() => void publishIt()} />
      {publishProblem.value && <Notice kind="problem">{problemText(publishProblem.value)}</Notice>}
      <button type="button" class="button quiet wide" onClick={leaveArrived}>
        {t("ext.upload.later")}
      </button>
    </>
  );
}

/** Who may watch; one press publishes, and copies the link. */
export function PublishForm({ label, onSubmit }: { label: string; onSubmit: () => void }) {
  return (
    <form
      class="publish-choice"
      onSubmit={(event) => {
        event.preventDefault();
        if (!lacksPassword.value) onSubmit();
      }}
    >
      <div class="switch-and-words">
        <VisibilitySwitch
          value={visibility.value}
          disabled={publishing.value}
          onChange={(chosen) => {
            visibility.value = chosen;
          }}
        />
        <p class="small muted">{t(`ext.visibility.${visibility.value}`)}</p>
      </div>
      {visibility.value === "password" && (
        <PasswordField
          label={t("ext.password.first")}
          value={password.value}
          onInput={(typed) => {
            password.value = typed;
          }}
          isFixed={publishing.value}
          hint={t("ext.password.rule", { count: PASSWORD_MIN })}
        />
      )}
      <button type="submit" class="button primary wide" disabled={publishing.value || lacksPassword.value}>
        {label}
      </button>
    </form>
  );
}

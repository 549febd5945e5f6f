import { PASSWORD_MIN } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PasswordField } from "../visibility/PasswordField.tsx";
import { VisibilitySwitch } from "../visibility/VisibilitySwitch.tsx";
import { lacksPassword, password, publish, publishing, publishProblem, visibility } from "./publish.ts";

export function PublishChoice({ nodeId }: { nodeId: string }) {
  return (
    <form
      class="publish-choice"
      onSubmit={(event) => {
        event.preventDefault();
        if (!lacksPassword.value) void publish(nodeId);
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
          hint={t("ext.password.rule", { count: PASSWORD_MIN })}
        />
      )}
      {publishProblem.value && <Notice kind="problem">{problemText(publishProblem.value)}</Notice>}
      <button type="submit" class="button primary wide" disabled={publishing.value || lacksPassword.value}>
        {t("ext.upload.publish")}
      </button>
    </form>
  );
}

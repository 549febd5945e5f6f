import type { ShareWithNode } from "../../../shared/api/shares.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { problemText, t } from "../../language.ts";
import { belongings } from "../../session/me.ts";
import { announce } from "../../ui/announce.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { asked, changeVisibility, refusal } from "./this-tab.ts";

export function ShareCard({ share, editable }: { share: ShareWithNode; editable: boolean }) {
  const shown = asked.value ?? share.visibility;
  const home = belongings.value.find(({ workspace }) => workspace.id === share.node.workspaceId);

  async function change(visibility: Visibility): Promise<void> {
    if (await changeVisibility(visibility)) announce(t(`ext.visibility.${visibility}_now`));
  }

  return (
    <div class={refusal.value ? "card share refused" : "card share"}>
      <div class="share-head">
        <span class="picture" aria-hidden="true">
          <Icon name="film" />
        </span>
        <div class="who">
          <strong title={share.node.title}>{share.node.title}</strong>
          <span class="small muted">{home?.workspace.name ?? " "}</span>
          <span class={`small visibility ${shown}`}>{t(`ext.visibility.${shown}`)}</span>
        </div>
      </div>
      {editable && (
        <Segments<Visibility>
          label={t("ext.visibility.title")}
          value={shown}
          options={[
            { value: "restricted", label: t("visibility.restricted"), icon: "lock" },
            { value: "public", label: t("visibility.public"), icon: "globe" },
          ]}
          busy={asked.value !== undefined}
          onChange={(visibility) => void change(visibility)}
        />
      )}
      {refusal.value && (
        <Notice kind="problem">{t("ext.visibility.refused", { reason: problemText(refusal.value) })}</Notice>
      )}
    </div>
  );
}

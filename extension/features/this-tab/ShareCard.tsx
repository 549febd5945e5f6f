import type { ShareWithNode } from "../../../shared/api/shares.ts";
import { isMediaKind } from "../../../shared/policy/access.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { problemText, t } from "../../language.ts";
import { belongings } from "../../session/me.ts";
import { announce } from "../../ui/announce.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { VisibilitySwitch } from "../visibility/VisibilitySwitch.tsx";
import { awaitsPassword, chooseVisibility, refusal, reopenShare } from "./change-share.ts";
import { SharePassword } from "./SharePassword.tsx";
import { TabReview } from "./TabReview.tsx";
import { asked } from "./this-tab.ts";

export function ShareCard({ share, editable }: { share: ShareWithNode; editable: boolean }) {
  const shown = asked.value?.visibility ?? share.visibility;
  const told = share.endedAt === null ? shown : "ended";
  const home = belongings.value.find(({ workspace }) => workspace.id === share.node.workspaceId);
  return (
    <div class={refusal.value ? "card share refused" : "card share"}>
      <div class="share-head">
        <span class="picture" aria-hidden="true">
          <Icon name="film" />
        </span>
        <div class="who">
          <strong title={share.node.title}>{share.node.title}</strong>
          <span class="small muted">{home?.workspace.name ?? " "}</span>
          <span class={`small visibility ${told}`}>{t(`ext.visibility.${told}`)}</span>
        </div>
      </div>
      {editable && isMediaKind(share.node.kind) && <TabReview nodeId={share.node.id} />}
      <Below share={share} editable={editable} shown={shown} />
      {refusal.value && (
        <Notice kind="problem">{t("ext.visibility.refused", { reason: problemText(refusal.value) })}</Notice>
      )}
    </div>
  );
}

/** A video is published anew under the same address; any other link has ended for good. */
function Ended({ mayReopen }: { mayReopen: boolean }) {
  async function reopen(): Promise<void> {
    if (await reopenShare()) announce(t("ext.visibility.restricted_now"));
  }
  return (
    <div class="share-note">
      <p class="small muted">{t("ext.visibility.over")}</p>
      {mayReopen && (
        <button type="button" class="button" onClick={() => void reopen()}>
          {t("ext.visibility.reopen")}
        </button>
      )}
    </div>
  );
}

type BelowProps = { share: ShareWithNode; editable: boolean; shown: Visibility };

/** The switch, or in words why there is none. */
function Below({ share, editable, shown }: BelowProps) {
  if (share.endedAt !== null) return <Ended mayReopen={editable && share.node.kind === "video"} />;
  if (!editable) return <p class="small muted share-note">{t("ext.visibility.read_only")}</p>;

  async function choose(visibility: Visibility): Promise<void> {
    if (await chooseVisibility(visibility)) announce(t(`ext.visibility.${visibility}_now`));
  }
  const chosen = awaitsPassword.value ? "password" : shown;
  return (
    <>
      <VisibilitySwitch
        value={chosen}
        onChange={(visibility) => void choose(visibility)}
        busy={!!asked.value}
        byPress
      />
      {chosen === "password" && <SharePassword share={share} />}
    </>
  );
}

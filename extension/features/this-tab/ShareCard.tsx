import type { ShareWithNode } from "../../../shared/api/shares.ts";
import { atLeast, isMediaKind } from "../../../shared/policy/access.ts";
import { problemText, t } from "../../language.ts";
import { belongings } from "../../session/me.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { refusal } from "../share/change-share.ts";
import { ShareSwitch } from "../share/ShareSwitch.tsx";
import { asked } from "../share/share.ts";
import { untilWhen } from "../share/until-when.ts";
import { MoreRules } from "./MoreRules.tsx";
import { TabReview } from "./TabReview.tsx";

export function ShareCard({ share }: { share: ShareWithNode }) {
  const shown = asked.value?.visibility ?? share.visibility;
  const told = share.endedAt === null ? shown : "ended";
  const until = share.endedAt === null && share.expiresAt !== null ? ` · ${untilWhen(share.expiresAt)}` : "";
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
          <span class={`small visibility ${told}`}>{`${t(`ext.visibility.${told}`)}${until}`}</span>
        </div>
      </div>
      {atLeast(share.node.level, "edit") && isMediaKind(share.node.kind) && <TabReview nodeId={share.node.id} />}
      <ShareSwitch share={share} />
      {share.canChange && share.endedAt === null && <MoreRules key={share.id} share={share} />}
      {refusal.value && (
        <Notice kind="problem">{t("ext.visibility.refused", { reason: problemText(refusal.value) })}</Notice>
      )}
    </div>
  );
}

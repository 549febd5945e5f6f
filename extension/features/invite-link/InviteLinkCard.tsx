import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { InviteLink } from "../../../shared/api/invite-links.ts";
import { counted, formatDaysLeft, formatNumber, problemText, t } from "../../language.ts";
import { stayFresh } from "../../live/stay-fresh.ts";
import type { Belonging } from "../../session/belonging.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { FoldingCard } from "../../ui/FoldingCard.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { say } from "../manage/toast.ts";
import { InviteLinkForm } from "./InviteLinkForm.tsx";
import {
  inviteLinkOf,
  linkBusy,
  linkProblem,
  loadInviteLink,
  showInviteLink,
  turnOffInviteLink,
} from "./invite-link.ts";

const LOOK_AGAIN = 30_000;

/** The workspace's invite link: what it gives and how far it is used; made, made anew, turned off. */
export function InviteLinkCard({ belonging }: { belonging: Belonging }) {
  const { workspace } = belonging;
  const link = inviteLinkOf(workspace.id);
  const isChanging = useSignal(false);
  useEffect(() => {
    void showInviteLink(workspace.id);
    return stayFresh(workspace.id, LOOK_AGAIN, () => loadInviteLink(workspace.id));
  }, [workspace.id]);

  return (
    <FoldingCard title={t("ext.link.title")}>
      {link && <LinkInPlace link={link} />}
      {link === null && <p class="small muted">{t("ext.link.none")}</p>}
      {linkProblem.value && <Notice kind="problem">{problemText(linkProblem.value)}</Notice>}
      {link && !isChanging.value && (
        <LinkActs
          workspaceId={workspace.id}
          onRotate={() => {
            isChanging.value = true;
          }}
        />
      )}
      {(link === null || (link && isChanging.value)) && (
        <InviteLinkForm
          workspace={workspace}
          replaces={link}
          onDone={() => {
            isChanging.value = false;
          }}
        />
      )}
    </FoldingCard>
  );
}

function LinkInPlace({ link }: { link: InviteLink }) {
  const id = useId();
  return (
    <>
      <div class="field-and-button">
        <input class="field" readOnly aria-label={t("ext.link.title")} aria-describedby={id} value={link.url} />
        <CopyButton text={link.url} look="primary" label={t("ext.link.copy_short")} />
      </div>
      <p id={id} class="small muted">
        {describeLink(link)}
      </p>
    </>
  );
}

/** `As Viewer · 3 of 10 uses · expires in 6 days`. */
function describeLink({ role, uses, maxUses, expiresAt }: InviteLink): string {
  const count = formatNumber(uses);
  const used =
    maxUses === null
      ? t(counted("ext.link.uses", uses), { count })
      : t("ext.link.uses_of", { count, most: formatNumber(maxUses) });
  const until = expiresAt === null ? t("ext.link.forever") : t("ext.link.expires", { when: formatDaysLeft(expiresAt) });
  return [t("ext.link.as", { role: t(`role.${role}`) }), used, until].join(" · ");
}

function LinkActs({ workspaceId, onRotate }: { workspaceId: string; onRotate: () => void }) {
  async function turnOff(): Promise<void> {
    const sure = await confirmFirst({
      title: t("ext.link.off_title"),
      text: t("ext.link.off_note"),
      yes: t("ext.link.off"),
    });
    if (sure && (await turnOffInviteLink(workspaceId))) say(t("ext.link.is_off"));
  }
  return (
    <div class="pair">
      <button type="button" class="button quiet" disabled={linkBusy.value} onClick={onRotate}>
        {t("ext.link.rotate")}
      </button>
      <button type="button" class="button quiet danger" disabled={linkBusy.value} onClick={() => void turnOff()}>
        {t("ext.link.off")}
      </button>
    </div>
  );
}

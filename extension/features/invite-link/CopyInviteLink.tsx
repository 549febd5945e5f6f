import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { inviteLinkOf, linkBusy, linkProblem, makeInviteLink, showInviteLink, usualLinkRole } from "./invite-link.ts";

/** The invite link to copy; where there is none, one press makes and copies it. */
export function CopyInviteLink({ belonging: { workspace } }: { belonging: Belonging }) {
  const link = inviteLinkOf(workspace.id);
  const isFresh = useSignal(false);
  useEffect(() => void showInviteLink(workspace.id), [workspace.id]);

  async function make(): Promise<void> {
    const made = await makeInviteLink(workspace.id, { role: usualLinkRole(workspace) });
    if (!made) return;
    await navigator.clipboard.writeText(made.url);
    isFresh.value = true;
    announce(t("ext.link.made"));
  }

  if (link === undefined) return null;
  return (
    <div class="copy-link">
      {linkProblem.value && <Notice kind="problem">{problemText(linkProblem.value)}</Notice>}
      {link ? (
        <CopyButton text={link.url} look="quiet" label={t("ext.link.copy")} />
      ) : (
        <button type="button" class="button quiet" disabled={linkBusy.value} onClick={() => void make()}>
          <Icon name="plus" />
          {t("ext.link.make")}
        </button>
      )}
      {link && (
        <span class="small muted">
          {isFresh.value ? t("ext.link.made") : t("ext.link.as", { role: t(`role.${link.role}`) })}
        </span>
      )}
    </div>
  );
}

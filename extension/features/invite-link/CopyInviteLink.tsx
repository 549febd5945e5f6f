import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { copyText } from "../../ui/copy-text.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { inviteLinkOf, linkBusy, linkProblem, makeInviteLink, showInviteLink, usualLinkRole } from "./invite-link.ts";

/** The invite link to copy; where there is none, one press makes and copies it. */
export function CopyInviteLink({ belonging: { workspace } }: { belonging: Belonging }) {
  const link = inviteLinkOf(workspace.id);
  const place = useRef<HTMLDivElement>(null);
  const isFresh = useSignal(false);
  useEffect(() => void showInviteLink(workspace.id), [workspace.id]);

  async function make(): Promise<void> {
    const made = await makeInviteLink(workspace.id, { role: usualLinkRole(workspace) });
    if (!made) return;
    // Where the browser refuses, the button that copies it stands there by now.
    isFresh.value = await copyText(made.url);
    if (isFresh.value) announce(t("ext.link.made"));
  }

  if (link === undefined) return null;
  return (
    <div ref={place} class="copy-link" tabIndex={-1}>
      {linkProblem.value && <Notice kind="problem">{problemText(linkProblem.value)}</Notice>}
      {link ? (
        <CopyButton text={link.url} look="quiet" label={t("ext.link.copy")} />
      ) : (
        <MakeLink place={place} onMake={() => void make()} />
      )}
      {link && (
        <span class="small muted">
          {isFresh.value ? t("ext.link.made") : t("ext.link.as", { role: t(`role.${link.role}`) })}
        </span>
      )}
    </div>
  );
}

/** Once it is made, the button that copies it stands in its place. */
function MakeLink({ place, onMake }: { place: RefObject<HTMLElement | null>; onMake: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusPassedOn(button, place);
  return (
    <button ref={button} type="button" class="button quiet" aria-disabled={linkBusy.value} onClick={onMake}>
      <Icon name="plus" />
      {t("ext.link.make")}
    </button>
  );
}

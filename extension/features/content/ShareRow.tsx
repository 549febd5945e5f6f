import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { ListedShare, Share, ShareWithNode } from "../../../shared/api/shares.ts";
import { atLeast } from "../../../shared/policy/access.ts";
import { levelToChangeShare } from "../../../shared/policy/share-change.ts";
import { locale, problemText, t } from "../../language.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { longAge } from "../../ui/describe-age.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { say } from "../manage/toast.ts";
import { forgetShare, refusal, showShare } from "../share/change-share.ts";
import { ShareSwitch } from "../share/ShareSwitch.tsx";
import { asked, share } from "../share/share.ts";
import { untilWhen } from "../share/until-when.ts";
import { ShareRules } from "../share-rules/ShareRules.tsx";
import { endShare, sharesBusy } from "./node-shares.ts";

type ShareRowProps = {
  listed: ListedShare;
  node: ContentNode;
  /** One's own. */
  membershipId: string;
  /** Where the focus goes when the row does. */
  place: RefObject<HTMLElement | null>;
};

/** A link: where it leads, who gets in, and unfolded all its rules. One is in hand at a time. */
export function ShareRow({ listed, node, membershipId, place }: ShareRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, place);
  const inHand = share.value?.id === listed.id ? share.value : undefined;
  const shown: Share = inHand ?? listed;
  const name = nameOf(shown);
  function mayChange(): boolean {
    const { isSharePage, createdBy } = listed;
    return atLeast(node.level, levelToChangeShare({ isSharePage, createdBy: createdBy.membershipId }, membershipId));
  }
  return (
    <li ref={row} class="link-row">
      <div class="row">
        <span class="who">
          <a href={shown.url} target="_blank" rel="noreferrer" title={name}>
            {name}
          </a>
          <span class={`small visibility ${shown.endedAt === null ? shown.visibility : "ended"}`}>
            {describeWho(shown)}
          </span>
          <span class="small muted">{describeOpened(listed)}</span>
        </span>
        <CopyButton text={shown.url} look="quiet" />
        <button
          type="button"
          class="button quiet"
          aria-expanded={inHand !== undefined}
          aria-label={t("ext.content.link_open", { name })}
          // A change on its way is the other's.
          disabled={asked.value !== undefined}
          onClick={() => (inHand ? forgetShare() : showShare({ ...listed, canChange: mayChange(), node }))}
        >
          <Icon name="chevron" />
        </button>
      </div>
      {inHand && <InHand known={inHand} name={name} />}
    </li>
  );
}

/** `Share page`, `Share page · For the press`, or what a further link is called. */
function nameOf({ isSharePage, label }: Share): string {
  if (!isSharePage) return label ?? t("ext.content.unnamed_link");
  return [t("ext.content.share_page"), label].filter((part) => part !== null).join(" · ");
}

/** The switch and the rules of the share in hand, and its end. */
function InHand({ known, name }: { known: ShareWithNode; name: string }) {
  async function end(): Promise<void> {
    if (sharesBusy.value) return;
    const sure = await confirmFirst({
      title: t("ext.content.end_link_title", { name }),
      text: t("ext.content.end_link_text"),
      yes: t("ext.content.end_link"),
    });
    if (!sure || !(await endShare(known.id))) return;
    if (share.peek()?.id === known.id) forgetShare();
    say(t("ext.content.link_ended", { name }));
  }
  return (
    <div class="card share">
      <ShareSwitch share={known} />
      {refusal.value && (
        <Notice kind="problem">{t("ext.visibility.refused", { reason: problemText(refusal.value) })}</Notice>
      )}
      {known.canChange && (
        <div class="share-note">
          <ShareRules key={known.id} share={known} />
          <button type="button" class="button quiet danger" aria-disabled={sharesBusy.value} onClick={() => void end()}>
            {t("ext.content.end_link")}
          </button>
        </div>
      )}
    </div>
  );
}

function describeWho({ endedAt, visibility, expiresAt }: Share): string {
  if (endedAt !== null) return t("ext.visibility.ended");
  const who = t(`ext.visibility.${visibility}`);
  return expiresAt === null ? who : `${who} · ${untilWhen(expiresAt)}`;
}

function describeOpened({ lastOpenedAt }: ListedShare): string {
  if (lastOpenedAt === null) return t("ext.content.unopened");
  return t("ext.content.opened", { when: longAge(locale.value, lastOpenedAt, Date.now()) });
}

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PolicyPreview, SharePolicyChange, Workspace } from "../../../shared/api/workspaces.ts";
import { GUESTS_ALLOWED, type SharePolicy } from "../../../shared/policy/share-policy.ts";
import { counted, formatNumber, problemText, t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { say } from "../manage/toast.ts";
import { focusSection } from "../settings/anchors.ts";
import { isOvertaken } from "../settings/draft.ts";
import { describeEnds } from "./describe-ends.ts";
import { loosens } from "./loosens.ts";
import {
  askPreview,
  policyBusy,
  policyDraft,
  preview,
  previewProblem,
  saveSharePolicy,
  sharePolicyProblem,
} from "./share-policy.ts";

/** Of the links that close, so many are named before all are asked for. */
const SHOWN_FIRST = 5;

type PolicyReviewProps = {
  workspace: Workspace;
  change: SharePolicyChange;
  /** Whether there is a change, and one that can be read. */
  isAskable: boolean;
  onForget: () => void;
  onSaved: () => void;
};

/** What the change in hand comes to, and the question whether to make it; nothing while there is none. */
export function PolicyReview({ workspace, change, isAskable, onForget, onSaved }: PolicyReviewProps) {
  const there = workspace.sharePolicy;
  const known = preview.value;
  const ends = known ? describeEnds(known, narrowsGuests(there, change)) : [];
  const reopens = loosens(there, { ...there, ...change } as SharePolicy);
  useEffect(() => {
    if (known) announce([...ends, ...(reopens ? [t("ext.share_policy.reopens")] : [])].join(" "));
  }, [known]);
  if (!policyDraft.value) return null;

  async function save(): Promise<void> {
    if ((await saveSharePolicy(workspace.id, there, change)) !== "saved") return;
    onSaved();
    say(t("ext.share_policy.saved"));
    // The question has gone, and the focus with it.
    focusSection("sharing");
  }

  return (
    <div class="in-hand" aria-busy={policyBusy.value || (isAskable && !known && !previewProblem.value)}>
      {isOvertaken(policyDraft.value, there) && <Notice kind="hint">{t("ext.settings.overtaken")}</Notice>}
      {isAskable && <Outcome workspaceId={workspace.id} change={change} ends={ends} />}
      {known && reopens && <p class="small">{t("ext.share_policy.reopens")}</p>}
      {sharePolicyProblem.value && <Notice kind="problem">{problemText(sharePolicyProblem.value)}</Notice>}
      <div class="actions">
        <button
          type="button"
          class="button"
          onClick={() => {
            onForget();
            focusSection("sharing");
          }}
        >
          {t("ext.cancel")}
        </button>
        <button
          type="button"
          class={`button ${known && endsAny(known) ? "danger" : "primary"}`}
          disabled={!isAskable || !known || policyBusy.value}
          onClick={() => void save()}
        >
          {known && known.count > 0
            ? t(counted("ext.share_policy.close", known.count), { count: formatNumber(known.count) })
            : t("ext.save")}
        </button>
      </div>
    </div>
  );
}

type OutcomeProps = { workspaceId: string; change: SharePolicyChange; ends: string[] };

function Outcome({ workspaceId, change, ends: [closing, ...others] }: OutcomeProps) {
  const known = preview.value;
  const problem = previewProblem.value;
  if (problem) {
    return (
      <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void askPreview(workspaceId, change) }}>
        {t("ext.share_policy.unknown", { reason: problemText(problem) })}
      </Notice>
    );
  }
  if (!known) return <p class="small muted">{t("ext.share_policy.asking")}</p>;
  return (
    <>
      <p>
        <strong>{closing}</strong>
        {known.count > 0 && <span class="small">{t("ext.share_policy.closes_note")}</span>}
      </p>
      {known.count > 0 && <ClosingLinks known={known} />}
      {others.map((words) => (
        <p key={words}>
          <strong>{words}</strong>
        </p>
      ))}
    </>
  );
}

function ClosingLinks({ known: { count, closes } }: { known: PolicyPreview }) {
  const isWhole = useSignal(false);
  const list = useRef<HTMLUListElement>(null);
  const shown = isWhole.value ? closes : closes.slice(0, SHOWN_FIRST);
  const rest = count - shown.length;
  return (
    <ul ref={list} class="closing" aria-label={t("ext.share_policy.closing")} tabIndex={-1}>
      {shown.map((share) => (
        <li key={share.id}>
          <a href={share.url} target="_blank" rel="noreferrer">
            {nameOf(share)}
          </a>
          <span class={`small visibility ${share.visibility}`}>{t(`ext.visibility.${share.visibility}`)}</span>
        </li>
      ))}
      {rest > 0 && (
        <li class="small muted">
          {t(counted("ext.share_policy.more", rest), { count: formatNumber(rest) })}
          {shown.length < closes.length && (
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                list.current?.focus();
                isWhole.value = true;
              }}
            >
              {t("ext.share_policy.all")}
            </button>
          )}
        </li>
      )}
    </ul>
  );
}

function endsAny({ count, guests, downloads }: PolicyPreview): boolean {
  return count + guests.addresses + guests.domains + downloads > 0;
}

function narrowsGuests(there: SharePolicy, { guestsAllowed = there.guestsAllowed }: SharePolicyChange): boolean {
  return GUESTS_ALLOWED.indexOf(guestsAllowed) < GUESTS_ALLOWED.indexOf(there.guestsAllowed);
}

/** `Spring launch · For the press`. */
function nameOf({ nodeTitle, label }: PolicyPreview["closes"][number]): string {
  return [nodeTitle, label].filter((part) => part !== null).join(" · ");
}

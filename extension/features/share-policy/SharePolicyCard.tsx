import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SharePolicyChange } from "../../../shared/api/workspaces.ts";
import { SHARE_DAYS_MAX } from "../../../shared/limits.ts";
import { GUESTS_ALLOWED, type SharePolicy } from "../../../shared/policy/share-policy.ts";
import { formatNumber, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Field } from "../../ui/Field.tsx";
import { Labelled } from "../../ui/Labelled.tsx";
import { Select } from "../../ui/Select.tsx";
import { isEmpty, pendingIn, withChoice } from "../settings/draft.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { readDays } from "./loosens.ts";
import { PolicyReview } from "./PolicyReview.tsx";
import { askPreview, dropPreview, forgetSharePolicy, policyBusy, policyDraft } from "./share-policy.ts";

/** A number is asked about once it has been typed. */
const TYPED_AFTER = 400;

/** What the workspace allows of all its links. What a change would close is shown before it is saved. */
export function SharePolicyCard({ belonging: { workspace } }: { belonging: Belonging }) {
  const typed = useSignal<string | undefined>(undefined);
  const there = workspace.sharePolicy;
  const shown = { ...there, ...policyDraft.value?.chosen };
  const days = typed.value === undefined ? shown.longestExpiryDays : readDays(typed.value, SHARE_DAYS_MAX);
  const change = pendingIn(policyDraft.value, there) as SharePolicyChange;
  const isAskable = !isEmpty(change) && days !== undefined;
  useEffect(() => forgetSharePolicy, [workspace.id]);
  useEffect(() => {
    dropPreview();
    if (!isAskable) return;
    const timer = setTimeout(() => void askPreview(workspace.id, change), TYPED_AFTER);
    return () => clearTimeout(timer);
    // Asked anew for another change, and for the same one to a policy that somebody else has changed meanwhile.
  }, [isAskable, JSON.stringify([change, there])]);

  function choose(choice: Partial<SharePolicy>): void {
    policyDraft.value = withChoice(policyDraft.value, there, choice);
  }

  function forgetTyped(): void {
    typed.value = undefined;
  }

  function forget(): void {
    forgetTyped();
    forgetSharePolicy();
  }

  return (
    <SettingsCard name="sharing" note={t("ext.share_policy.note")}>
      <div class="policies" aria-busy={policyBusy.value}>
        <Allowance name="public" value={shown.publicAllowed} onChange={(publicAllowed) => choose({ publicAllowed })} />
        <Allowance
          name="password"
          value={shown.passwordRequired}
          onChange={(passwordRequired) => choose({ passwordRequired })}
        />
        <Allowance
          name="download"
          value={shown.downloadAllowed}
          onChange={(downloadAllowed) => choose({ downloadAllowed })}
        />
      </div>
      <div class="settings-form">
        <Field
          label={t("ext.share_policy.days")}
          value={typed.value ?? String(shown.longestExpiryDays ?? "")}
          error={
            days === undefined ? t("ext.share_policy.days_bad", { most: formatNumber(SHARE_DAYS_MAX) }) : undefined
          }
          hint={t("ext.share_policy.days_note")}
          onInput={(text) => {
            typed.value = text;
            const read = readDays(text, SHARE_DAYS_MAX);
            if (read !== undefined) choose({ longestExpiryDays: read });
          }}
          input={{ inputMode: "numeric", autocomplete: "off", placeholder: t("ext.share_policy.no_limit") }}
        />
        <Labelled label={t("ext.share_policy.guests")}>
          <Select
            label={t("ext.share_policy.guests")}
            value={shown.guestsAllowed}
            options={GUESTS_ALLOWED.map((value) => ({ value, label: t(`ext.share_policy.guests_${value}`) }))}
            onChange={(guestsAllowed) => choose({ guestsAllowed })}
          />
        </Labelled>
      </div>
      <PolicyReview
        workspace={workspace}
        change={change}
        isAskable={isAskable}
        onForget={forget}
        onSaved={forgetTyped}
      />
    </SettingsCard>
  );
}

type AllowanceProps = { name: "public" | "password" | "download"; value: boolean; onChange: (value: boolean) => void };

function Allowance({ name, value, onChange }: AllowanceProps) {
  const id = `share-policy-${name}`;
  return (
    <label class="policy">
      <input
        type="checkbox"
        checked={value}
        aria-labelledby={id}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        <strong id={id}>{t(`ext.share_policy.${name}`)}</strong>
        <span id={`${id}-note`} class="small muted">
          {t(`ext.share_policy.${name}_note`)}
        </span>
      </span>
    </label>
  );
}

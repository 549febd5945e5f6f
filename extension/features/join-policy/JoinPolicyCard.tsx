import { useId } from "preact/hooks";
import { JOIN_POLICIES, type JoinPolicy } from "../../../shared/api/workspaces.ts";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Notice } from "../../ui/Notice.tsx";
import { say } from "../manage/toast.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { askedPolicy, changeJoinPolicy, policyProblem } from "./join-policy.ts";

/** Who may come in besides those invited by e-mail, with what each choice means. */
export function JoinPolicyCard({ belonging: { workspace } }: { belonging: Belonging }) {
  const id = useId();
  const chosen = askedPolicy.value ?? workspace.joinPolicy;

  async function choose(policy: JoinPolicy): Promise<void> {
    if (await changeJoinPolicy(workspace.id, policy)) say(t(`ext.policy.${policy}_now`));
  }

  return (
    <SettingsCard name="joining">
      {policyProblem.value && <Notice kind="problem">{problemText(policyProblem.value)}</Notice>}
      <div
        class="policies"
        role="radiogroup"
        aria-label={t("ext.policy.title")}
        aria-busy={askedPolicy.value !== undefined}
      >
        {JOIN_POLICIES.map((policy) => (
          <label key={policy} class="policy">
            <input
              type="radio"
              name={id}
              checked={policy === chosen}
              aria-labelledby={`${id}-${policy}`}
              aria-describedby={`${id}-${policy}-note`}
              onChange={() => void choose(policy)}
            />
            <span>
              <strong id={`${id}-${policy}`}>{t(`ext.policy.${policy}`)}</strong>
              <span id={`${id}-${policy}-note`} class="small muted">
                {t(`ext.policy.${policy}_note`)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </SettingsCard>
  );
}

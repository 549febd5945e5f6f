import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ShareWithNode } from "../../../shared/api/shares.ts";
import { atLeast } from "../../../shared/policy/access.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { problemText, t } from "../../language.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { RulesForm } from "./RulesForm.tsx";
import { type ReadRules, readRules } from "./save-rules.ts";
import { WhoHasAccess } from "./WhoHasAccess.tsx";

/** Who gets in by a share, and all its rules beside its visibility, to be changed. */
export function ShareRules({ share }: { share: ShareWithNode }) {
  const read = useSignal<ReadRules | undefined>(undefined);
  const problem = useSignal<ApiProblem | undefined>(undefined);
  async function load(): Promise<void> {
    try {
      read.value = await readRules(share.id);
      problem.value = undefined;
    } catch (error) {
      problem.value = asApiProblem(error);
    }
  }
  useEffect(() => void load(), [share.id]);
  return (
    <div class="rules">
      <p class="small">{t(`sharing.${share.visibility}`)}</p>
      {share.visibility === "restricted" && atLeast(share.node.level, "manage") && <WhoHasAccess node={share.node} />}
      {problem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void load() }}>
          {problemText(problem.value)}
        </Notice>
      )}
      {!read.value && !problem.value && <SkeletonRows count={3} label={t("ext.loading")} />}
      {read.value && <RulesForm share={share} first={read.value} />}
    </div>
  );
}

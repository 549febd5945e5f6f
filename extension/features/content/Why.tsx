import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { problemText, t } from "../../language.ts";
import { type Explained, explain } from "./explain.ts";

type WhyProps = {
  node: ContentNode;
  membershipId: string;
  /** Undefined of oneself. */
  who?: string | undefined;
  /** Where the level stands beside it already. */
  isLevelSaid?: boolean;
};

/** Asks why a member may do with a node what they may: the rule, and the place that decided. */
export function Why({ node, membershipId, who, isLevelSaid = false }: WhyProps) {
  const id = useId();
  const isOpen = useSignal(false);
  const told = useSignal<Explained | undefined>(undefined);
  const problem = useSignal<ApiProblem | undefined>(undefined);
  async function ask(): Promise<void> {
    isOpen.value = !isOpen.value;
    if (!isOpen.value) return;
    problem.value = undefined;
    try {
      told.value = await explain(node, membershipId);
    } catch (error) {
      problem.value = asApiProblem(error);
    }
  }
  function inWords(why: Explained): string {
    return isLevelSaid ? ruleInWords(why) : `${levelInWords(why.level, who)} ${ruleInWords(why)}`;
  }
  return (
    <>
      <button
        type="button"
        class="why"
        aria-expanded={isOpen.value}
        aria-controls={id}
        aria-label={who === undefined ? undefined : t("ext.act.with", { act: t("ext.content.why"), who })}
        onClick={() => void ask()}
      >
        {t("ext.content.why")}
      </button>
      <span id={id} class="small told" role="status" hidden={!isOpen.value}>
        {problem.value && <span class="bad">{problemText(problem.value)}</span>}
        {!problem.value && (told.value ? inWords(told.value) : t("ext.loading"))}
      </span>
    </>
  );
}

/** `All members get that at “Harvest”.` */
function ruleInWords({ reason, place }: Explained): string {
  return t(`ext.content.why_${reason}`, {
    place: place === undefined ? t("ext.content.unseen_place") : t("ext.content.place", { title: place }),
  });
}

/** `You may watch it.`, or the same of a member. */
export function levelInWords(level: Explained["level"], who?: string): string {
  return who === undefined ? t(`ext.content.level_${level}`) : t(`ext.content.their_${level}`, { who });
}

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
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

/** Asks why a member may do with a node what they may. */
export function Why(props: WhyProps) {
  const { who } = props;
  const isOpen = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="why"
        aria-expanded={isOpen.value}
        aria-label={who === undefined ? undefined : t("ext.act.with", { act: t("ext.content.why"), who })}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {t("ext.content.why")}
      </button>
      <span role="status">{isOpen.value && <Reason {...props} />}</span>
    </>
  );
}

/** The rule behind a level, and the place that decided. */
export function Reason({ node, membershipId, who, isLevelSaid = false }: WhyProps) {
  const why = useSignal<Explained | undefined>(undefined);
  const problem = useSignal<ApiProblem | undefined>(undefined);
  useEffect(() => {
    explain(node, membershipId).then(
      (told) => {
        why.value = told;
      },
      (error) => {
        problem.value = asApiProblem(error);
      },
    );
  }, []);
  if (problem.value) return <span class="small reason bad">{problemText(problem.value)}</span>;
  if (!why.value) return <span class="small reason">{t("ext.loading")}</span>;
  return (
    <span class="small reason">
      {!isLevelSaid && `${levelInWords(why.value.level, who)} `}
      {ruleInWords(why.value)}
    </span>
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

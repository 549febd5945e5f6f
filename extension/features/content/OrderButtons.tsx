import type { ContentNode } from "../../../shared/api/nodes.ts";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { orderNode, stepOf } from "./order-nodes.ts";

/** Up and down among what stands beside it. A button that leads no further keeps its focus. */
export function OrderButtons({ node }: { node: ContentNode }) {
  const leads = { up: stepOf(node, "up"), down: stepOf(node, "down") };
  if (!leads.up && !leads.down) return null;
  return (
    <div class="order">
      {(["up", "down"] as const).map((step) => (
        <button
          key={step}
          type="button"
          class="button"
          title={t(`ext.content.${step}_by_key`)}
          aria-label={t("ext.act.with", { act: t(`ext.content.${step}`), who: node.title })}
          aria-disabled={!leads[step]}
          onClick={() => orderNode(node, step)}
        >
          <Icon name={step} />
          {t(`ext.content.${step}`)}
        </button>
      ))}
    </div>
  );
}

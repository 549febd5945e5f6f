import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { ListedShare } from "../../../shared/api/shares.ts";
import { answer, api } from "../../api.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { problemText, t } from "../../language.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";

const SHOWN = "20";

/** The living links to a node; each opens on its page, which has its controls. */
export function NodeShares({ node }: { node: ContentNode }) {
  const shares = useSignal<ListedShare[] | undefined>(undefined);
  const problem = useSignal<ApiProblem | undefined>(undefined);
  const isPublishing = useSignal(false);

  async function load(): Promise<void> {
    try {
      const call = { param: { nodeId: node.id }, query: { limit: SHOWN } };
      shares.value = (await answer(api.nodes[":nodeId"].shares.$get(call))).items;
      problem.value = undefined;
    } catch (error) {
      problem.value = asApiProblem(error);
    }
  }
  useEffect(() => void load(), [node.id]);

  async function publish(): Promise<void> {
    isPublishing.value = true;
    const call = { param: { nodeId: node.id }, json: {} };
    try {
      // A video has its Share Page; anything else has links.
      await (node.kind === "video"
        ? api.videos[":nodeId"].publish.$post(call)
        : api.nodes[":nodeId"].shares.$post(call));
      await load();
    } catch (error) {
      problem.value = asApiProblem(error);
    } finally {
      isPublishing.value = false;
    }
  }

  const isPlace = node.kind === "project" || node.kind === "folder";
  return (
    <section class="card panel" aria-labelledby="shares-title">
      <h2 id="shares-title">{t("ext.content.shares")}</h2>
      {problem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void load() }}>
          {problemText(problem.value)}
        </Notice>
      )}
      {!shares.value && !problem.value && <SkeletonRows count={1} label={t("ext.loading")} />}
      {shares.value?.length === 0 && <p class="small muted">{t("ext.content.no_shares")}</p>}
      <ul class="lines">
        {shares.value?.map((share) => (
          <li class="row" key={share.id}>
            <span class="who">
              <a href={share.url} target="_blank" rel="noreferrer">
                {share.label ?? t("ext.content.share_page")}
              </a>
              <span class={`small visibility ${share.visibility}`}>{t(`ext.visibility.${share.visibility}`)}</span>
            </span>
            <CopyButton text={share.url} look="quiet" />
          </li>
        ))}
      </ul>
      {shares.value?.length === 0 && (isPlace || node.media !== null) && (
        <button type="button" class="button" disabled={isPublishing.value} onClick={() => void publish()}>
          {t("ext.content.publish")}
        </button>
      )}
    </section>
  );
}

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { counted, formatNumber, problemText, t } from "../../language.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PublishAllRow } from "./PublishAllRow.tsx";
import { PublishForm } from "./PublishChoice.tsx";
import { copied, copyQuietly, publishing, publishProblem } from "./publish.ts";
import { isSettled, type Outcome, publishEach } from "./publish-all.ts";
import { arrived } from "./queue.ts";
import { leaveArrived } from "./upload-queue.ts";

/** Of several files that have arrived: who may watch them, and then their links, copied all at once. */
export function PublishAllCard() {
  const heading = useRef<HTMLHeadingElement>(null);
  const outcomes = useSignal<ReadonlyMap<string, Outcome>>(new Map());
  const all = arrived.value;
  const left = all.filter(({ nodeId }) => !isSettled(outcomes.value.get(nodeId)));
  const isDone = left.length === 0;
  const refused = left.filter(({ nodeId }) => outcomes.value.has(nodeId)).length;
  const published = [...outcomes.value.values()].flatMap((outcome) => ("url" in outcome ? [outcome] : []));
  const passwords = new Set(published.flatMap(({ password }) => password ?? []));
  // What was pressed is gone by then.
  useEffect(() => heading.current?.focus(), [isDone]);

  function linksInWords(): string {
    const links = all.flatMap(({ nodeId, title }) => {
      const outcome = outcomes.value.get(nodeId);
      return outcome && "url" in outcome ? [`${title}\n${outcome.url}`] : [];
    });
    return links.join("\n\n");
  }

  async function publishLeft(): Promise<void> {
    const isInView = await publishEach(left, (nodeId, outcome) => {
      outcomes.value = new Map(outcomes.value).set(nodeId, outcome);
    });
    const links = linksInWords();
    if (isInView && links !== "") await copyQuietly(links);
  }

  function head(): string {
    if (!isDone) return t("ext.upload.all_arrived");
    if (published.length === 0) return t("ext.upload.all_gone");
    return t(copied.value ? "ext.upload.published_copied_all" : "ext.upload.published");
  }

  return (
    <section class="card panel publish" aria-labelledby="publish-title">
      <div class="published-head">
        <span class="drop-picture done">
          <Icon name="check" />
        </span>
        <div class="who">
          <h2 id="publish-title" ref={heading} tabIndex={-1}>
            {head()}
          </h2>
        </div>
      </div>
      <ul class="lines">
        {all.map(({ nodeId, title }) => (
          <PublishAllRow key={nodeId} title={title} outcome={outcomes.value.get(nodeId)} />
        ))}
      </ul>
      {publishProblem.value && <Notice kind="problem">{problemText(publishProblem.value)}</Notice>}
      {refused > 0 && !publishing.value && (
        <Notice kind="problem">{t(counted("ext.upload.refused", refused), { count: formatNumber(refused) })}</Notice>
      )}
      {!isDone && <PublishForm label={t("ext.upload.publish_all")} onSubmit={() => void publishLeft()} />}
      <div class="actions">
        <button type="button" class="button quiet" disabled={publishing.value} onClick={leaveArrived}>
          {t(isDone ? "ext.upload.another" : "ext.upload.later")}
        </button>
        {passwords.size > 0 && !publishing.value && (
          <CopyButton text={[...passwords].join("\n")} look="quiet" label={t("ext.password.copy")} />
        )}
        {published.length > 0 && !publishing.value && (
          <CopyButton text={linksInWords()} look={isDone ? "primary" : "quiet"} label={t("ext.upload.copy_all")} />
        )}
      </div>
    </section>
  );
}

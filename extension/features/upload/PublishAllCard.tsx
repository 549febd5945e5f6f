import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Share } from "../../../shared/api/shares.ts";
import { type ApiProblem, asApiProblem } from "../../api-problem.ts";
import { problemText, t } from "../../language.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { PublishForm } from "./PublishChoice.tsx";
import { copied, copyQuietly, password, publishing, publishNode, visibility } from "./publish.ts";
import { arrived } from "./queue.ts";
import { leaveArrived, notePublished } from "./upload-queue.ts";

/** Of several files that have arrived: who may watch them, and then their links, copied all at once. */
export function PublishAllCard() {
  const heading = useRef<HTMLHeadingElement>(null);
  const links = useSignal<ReadonlyMap<string, Share>>(new Map());
  const problem = useSignal<ApiProblem | undefined>(undefined);
  useEffect(() => heading.current?.focus(), []);
  const all = arrived.value;
  const text = all.flatMap(({ nodeId, title }) => {
    const share = links.value.get(nodeId);
    return share ? [`${title}\n${share.url}`] : [];
  });

  async function publishAll(): Promise<void> {
    publishing.value = true;
    problem.value = undefined;
    try {
      for (const { nodeId, kind } of all.filter((one) => !links.value.has(one.nodeId))) {
        links.value = new Map(links.value).set(nodeId, await publishNode(nodeId, kind));
        await notePublished(nodeId);
      }
      const urls = all.map(({ nodeId, title }) => `${title}\n${links.value.get(nodeId)?.url}`);
      await copyQuietly(urls.join("\n\n"));
    } catch (error) {
      problem.value = asApiProblem(error);
    } finally {
      publishing.value = false;
    }
  }
  const isDone = text.length === all.length;

  return (
    <section class="card panel publish" aria-labelledby="publish-title">
      <div class="published-head">
        <span class="drop-picture done">
          <Icon name="check" />
        </span>
        <div class="who">
          <h2 id="publish-title" ref={heading} tabIndex={-1}>
            {t(
              isDone
                ? copied.value
                  ? "ext.upload.published_copied_all"
                  : "ext.upload.published"
                : "ext.upload.all_arrived",
            )}
          </h2>
        </div>
      </div>
      <ul class="lines">
        {all.map(({ nodeId, title }) => {
          const url = links.value.get(nodeId)?.url;
          return (
            <li class="row" key={nodeId}>
              <span class="who">
                <strong>{title}</strong>
                {url && (
                  <a class="small" href={url} target="_blank" rel="noreferrer">
                    {t("ext.upload.open_page")}
                  </a>
                )}
              </span>
              {url && <CopyButton text={url} look="quiet" />}
            </li>
          );
        })}
      </ul>
      {problem.value && <Notice kind="problem">{problemText(problem.value)}</Notice>}
      {!isDone && <PublishForm label={t("ext.upload.publish_all")} onSubmit={() => void publishAll()} />}
      <div class="actions">
        <button type="button" class="button quiet" onClick={leaveArrived}>
          {t(isDone ? "ext.upload.another" : "ext.upload.later")}
        </button>
        {isDone && visibility.value === "password" && (
          <CopyButton text={password.value} look="quiet" label={t("ext.password.copy")} />
        )}
        {isDone && <CopyButton text={text.join("\n\n")} look="primary" label={t("ext.upload.copy_all")} />}
      </div>
    </section>
  );
}

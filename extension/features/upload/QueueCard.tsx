import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { dropWaiting, waiting } from "./choose-file.ts";
import { formatBytes } from "./format-bytes.ts";
import { arrived } from "./upload-queue.ts";

/** Beside the file under way: those that have arrived, and those that wait. */
export function QueueCard() {
  if (arrived.value.length + waiting.value.length === 0) return null;
  return (
    <section class="card panel" aria-labelledby="queue-title">
      <h2 id="queue-title">{t("ext.upload.queue")}</h2>
      <ul class="lines">
        {arrived.value.map(({ nodeId, title }) => (
          <li class="row" key={nodeId}>
            <span class="who">
              <strong>{title}</strong>
              <span class="small good">{t("ext.upload.arrived")}</span>
            </span>
          </li>
        ))}
        {waiting.value.map((file) => (
          <li class="row" key={`${file.name}-${file.size}-${file.lastModified}`}>
            <span class="who">
              <strong>{file.name}</strong>
              <span class="small muted">{`${t("ext.upload.in_line")} · ${formatBytes(file.size)}`}</span>
            </span>
            <button
              type="button"
              class="button quiet"
              title={t("ext.content.take_away")}
              aria-label={t("ext.act.with", { act: t("ext.content.take_away"), who: file.name })}
              onClick={() => dropWaiting(file)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

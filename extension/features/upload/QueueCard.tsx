import { useRef } from "preact/hooks";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { alongside, dropAlongside } from "./choose-file.ts";
import { formatBytes } from "./format-bytes.ts";
import { arrived, files, waiting } from "./queue.ts";
import { dropWaiting } from "./upload-queue.ts";

/** Beside the file under way: those that have arrived, and those that wait. */
export function QueueCard() {
  const heading = useRef<HTMLHeadingElement>(null);
  if (arrived.value.length + waiting.value.length + alongside.value.length === 0) return null;
  /** Its row goes, and its button with it. */
  const dropping = (drop: () => unknown) => () => {
    heading.current?.focus();
    void drop();
  };
  return (
    <section class="card panel" aria-labelledby="queue-title">
      <h2 id="queue-title" ref={heading} tabIndex={-1}>
        {t("ext.upload.queue")}
      </h2>
      <ul class="lines">
        {arrived.value.map(({ nodeId, title }) => (
          <li class="row" key={nodeId}>
            <span class="who">
              <strong>{title}</strong>
              <span class="small good">{t("ext.upload.arrived")}</span>
            </span>
          </li>
        ))}
        {waiting.value.map(({ id, fileName, size }) => (
          <Waiting
            key={id}
            name={fileName}
            size={size}
            isHere={files.value.has(id)}
            onDrop={dropping(() => dropWaiting(id))}
          />
        ))}
        {alongside.value.map((file) => (
          <Waiting
            key={`${file.name}-${file.size}-${file.lastModified}`}
            name={file.name}
            size={file.size}
            isHere
            onDrop={dropping(() => dropAlongside(file))}
          />
        ))}
      </ul>
    </section>
  );
}

type WaitingProps = { name: string; size: number; isHere: boolean; onDrop: () => void };

function Waiting({ name, size, isHere, onDrop }: WaitingProps) {
  return (
    <li class="row">
      <span class="who">
        <strong>{name}</strong>
        <span class={isHere ? "small muted" : "small warn"}>
          {`${t(isHere ? "ext.upload.in_line" : "ext.upload.missing")} · ${formatBytes(size)}`}
        </span>
      </span>
      <button
        type="button"
        class="button quiet"
        title={t("ext.content.take_away")}
        aria-label={t("ext.act.with", { act: t("ext.content.take_away"), who: name })}
        onClick={onDrop}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

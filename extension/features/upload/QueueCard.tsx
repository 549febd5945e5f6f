import { useRef } from "preact/hooks";
import { t } from "../../language.ts";
import { AddFiles } from "./AddFiles.tsx";
import { alongside, dropAlongside, isUnfinished, renameAlongside } from "./choose-file.ts";
import { FileNotice } from "./FileNotice.tsx";
import { arrived, files, missing, waiting } from "./queue.ts";
import { transfer } from "./transfer.ts";
import { dropWaiting, renameWaiting } from "./upload-queue.ts";
import { WaitingRow } from "./WaitingRow.tsx";

/** Beside the file under way: those that have arrived, those that wait, and where more are added. */
export function QueueCard() {
  const heading = useRef<HTMLHeadingElement>(null);
  const count = arrived.value.length + waiting.value.length + alongside.value.length;
  const isUnderWay = transfer.value !== undefined;
  // Those that are missing are asked for first.
  const takesMore = isUnderWay || (isUnfinished.value && missing.value.length === 0);
  if (count === 0 && !takesMore) return null;
  /** Its row goes, and its button with it. */
  const dropping = (drop: () => unknown) => () => {
    heading.current?.focus();
    void drop();
  };
  return (
    <section class="card panel queue" aria-labelledby="queue-title">
      <h2 id="queue-title" ref={heading} tabIndex={-1}>
        {t("ext.upload.queue")}
      </h2>
      {count > 0 && (
        <ul class="lines">
          {arrived.value.map(({ nodeId, title }) => (
            <li class="row" key={nodeId}>
              <span class="who">
                <strong>{title}</strong>
                <span class="small good">{t("ext.upload.arrived")}</span>
              </span>
            </li>
          ))}
          {waiting.value.map(({ id, fileName, size, title }) => (
            <WaitingRow
              key={id}
              name={fileName}
              title={title}
              size={size}
              isHere={files.value.has(id)}
              onTitle={(typed) => void renameWaiting(id, typed)}
              onDrop={dropping(() => dropWaiting(id))}
            />
          ))}
          {alongside.value.map(({ id, file, title }) => (
            <WaitingRow
              key={id}
              name={file.name}
              title={title}
              size={file.size}
              isHere
              onTitle={(typed) => renameAlongside(id, typed)}
              onDrop={dropping(() => dropAlongside(id))}
            />
          ))}
        </ul>
      )}
      {isUnderWay && <FileNotice />}
      {takesMore && <AddFiles />}
    </section>
  );
}

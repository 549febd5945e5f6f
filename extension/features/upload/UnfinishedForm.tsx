import { useEffect, useRef } from "preact/hooks";
import { counted, formatNumber, t } from "../../language.ts";
import { Notice } from "../../ui/Notice.tsx";
import { starting } from "./choose-file.ts";
import { FileNotice } from "./FileNotice.tsx";
import { FilePicker } from "./FilePicker.tsx";
import { discardUnfinished } from "./give-up.ts";
import { begun, files, missing, waiting } from "./queue.ts";
import { resumeUploads } from "./upload-queue.ts";

/** What was left when the page was closed: one press goes on. Files that the browser could not keep are chosen again. */
export function UnfinishedForm() {
  const button = useRef<HTMLButtonElement>(null);
  const isWhole = missing.value.length === 0;
  const wasWhole = useRef(isWhole);
  // What they were chosen with is gone then.
  useEffect(() => {
    if (isWhole && !wasWhole.current) button.current?.focus();
    wasWhole.current = isWhole;
  }, [isWhole]);
  const first = begun.value;
  const isReady = first ? files.value.has(first.id) : waiting.value.some(({ id }) => files.value.has(id));
  return (
    <form
      class="card panel upload"
      onSubmit={(event) => {
        event.preventDefault();
        void resumeUploads();
      }}
    >
      {first && (
        <Notice kind="hint" action={{ label: t("ext.upload.discard"), run: () => void discardUnfinished() }}>
          {t(isReady ? "ext.upload.unfinished_kept" : "ext.upload.unfinished", { file: first.fileName })}
        </Notice>
      )}
      {!first && (
        <Notice kind="hint">
          {t(counted("ext.upload.left", waiting.value.length), { count: formatNumber(waiting.value.length) })}
        </Notice>
      )}
      {!isWhole && <FilePicker key={first?.id} />}
      <FileNotice />
      <button ref={button} type="submit" class="button primary wide" disabled={!isReady || starting.value}>
        {t("ext.upload.resume")}
      </button>
    </form>
  );
}

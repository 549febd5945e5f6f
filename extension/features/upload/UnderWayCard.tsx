import { counted, formatNumber, t } from "../../language.ts";
import { Notice } from "../../ui/Notice.tsx";
import { openUploadTab } from "./open-upload-tab.ts";
import { TransferBar } from "./TransferBar.tsx";
import { underWay, uploads } from "./under-way.ts";

const SAID = {
  preparing: "ext.upload.preparing",
  sending: "ext.upload.uploading",
  paused: "ext.upload.paused",
  waiting: "ext.upload.waiting",
  finishing: "ext.upload.finishing",
  done: "ext.upload.arrived",
  failed: "ext.upload.failed",
} as const;

/** What the upload's own tab is at, or what was left unfinished there; nothing where there is neither. */
export function UnderWayCard() {
  const { begun, waiting, arrived } = uploads.value;
  const { state, percent } = underWay.value ?? { state: null, percent: 0 };
  const open = () => void openUploadTab();
  const queued = t(counted("ext.upload.wait", waiting.length), { count: formatNumber(waiting.length) });
  if (begun && state !== null) {
    return (
      <section class="card panel transfer" aria-labelledby="under-way">
        <TransferBar id="under-way" title={begun.title} state={state} percent={percent}>
          <span>
            {t(SAID[state])}
            {waiting.length > 0 && ` · ${queued}`}
          </span>
          <button type="button" class="button quiet" onClick={open}>
            {t("ext.upload.show_tab")}
          </button>
        </TransferBar>
      </section>
    );
  }
  const left = begun ? waiting.length + 1 : waiting.length;
  if (left > 0) {
    return (
      <Notice kind="hint" action={{ label: t("ext.upload.resume"), run: open }}>
        {t(counted("ext.upload.left", left), { count: formatNumber(left) })}
      </Notice>
    );
  }
  if (arrived.length === 0) return null;
  return (
    <Notice kind="hint" action={{ label: t("ext.upload.publish"), run: open }}>
      {t(counted("ext.upload.to_publish", arrived.length), { count: formatNumber(arrived.length) })}
    </Notice>
  );
}

import { useRef } from "preact/hooks";
import { formatNumber, problemText, t } from "../../language.ts";
import { Notice } from "../../ui/Notice.tsx";
import { title } from "./choose-file.ts";
import { formatBytes } from "./format-bytes.ts";
import { giveUp } from "./give-up.ts";
import { arrived, begun, waiting } from "./queue.ts";
import { TransferBar } from "./TransferBar.tsx";
import {
  pauseTransfer,
  percent,
  progress,
  resumeTransfer,
  type Transfer,
  transfer,
  transferProblem,
} from "./transfer.ts";
import { useFocusNext } from "./use-focus-next.ts";

export function TransferCard() {
  const card = useRef<HTMLElement>(null);
  useFocusNext(card);
  const { sent, total } = progress.value;
  const state = transfer.value;
  const problem = transferProblem.value;
  const isBegun = begun.value !== null;
  return (
    <section ref={card} class="card panel transfer" tabIndex={-1} aria-labelledby="transfer-title">
      <TransferBar id="transfer-title" title={title.value} state={state} percent={percent.value}>
        <span>
          <span role="status">{state && describe(state)}</span>
          {describePlace()}
        </span>
        <span class="figure">{t("ext.upload.progress", { sent: formatBytes(sent), total: formatBytes(total) })}</span>
      </TransferBar>
      {problem && <Notice kind="problem">{t("ext.upload.stopped", { reason: problemText(problem) })}</Notice>}
      <div class="actions">
        <button type="button" class="button" disabled={!isBegun && state !== "waiting"} onClick={() => void giveUp()}>
          {t("ext.cancel")}
        </button>
        {isBegun && (state === "sending" || state === "waiting") && (
          <button type="button" class="button" onClick={() => void pauseTransfer()}>
            {t("ext.upload.pause")}
          </button>
        )}
        {state === "paused" && (
          <button type="button" class="button primary" onClick={resumeTransfer}>
            {t("ext.upload.resume")}
          </button>
        )}
        {state === "failed" && (
          <button type="button" class="button primary" onClick={resumeTransfer}>
            {t("ext.retry")}
          </button>
        )}
      </div>
    </section>
  );
}

/** Which of how many it is. */
function describePlace(): string {
  const at = arrived.value.length + (transfer.value === "done" ? 0 : 1);
  // What is not begun yet waits among the others.
  const of = Math.max(at, arrived.value.length + (begun.value ? 1 : 0) + waiting.value.length);
  return of === 1 ? "" : ` · ${t("ext.upload.nth", { at: formatNumber(at), of: formatNumber(of) })}`;
}

function describe(state: Transfer): string {
  switch (state) {
    case "preparing":
      return t("ext.upload.preparing");
    case "sending":
      return describeTimeLeft(progress.value.secondsLeft);
    case "paused":
      return t("ext.upload.paused");
    case "waiting":
      return t("ext.upload.waiting");
    case "finishing":
      return t("ext.upload.finishing");
    case "done":
    case "failed":
      return "";
  }
}

function describeTimeLeft(seconds: number): string {
  if (Number.isNaN(seconds)) return t("ext.upload.uploading");
  if (seconds < 60) return t("ext.upload.seconds_left", { seconds: Math.max(1, Math.round(seconds / 5) * 5) });
  return t("ext.upload.minutes_left", { minutes: Math.round(seconds / 60) });
}

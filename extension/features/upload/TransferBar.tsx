import type { ComponentChildren } from "preact";
import type { Transfer } from "./transfer.ts";

type TransferBarProps = {
  id: string;
  title: string;
  state: Transfer | undefined;
  percent: number;
  /** Below it, in words and figures. */
  children: ComponentChildren;
};

/** What is being sent, and how much of it has arrived. */
export function TransferBar({ id, title, state, percent, children }: TransferBarProps) {
  return (
    <>
      <div class="transfer-head">
        <strong id={id} dir="auto">
          {title}
        </strong>
        <span class="figure">{percent} %</span>
      </div>
      <div
        class={`bar ${state ?? "paused"}`}
        role="progressbar"
        aria-labelledby={id}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <div class="transfer-head small muted">{children}</div>
    </>
  );
}

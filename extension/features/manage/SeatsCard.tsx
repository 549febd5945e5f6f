import { useSignal } from "@preact/signals";
import { SEATS_MAX } from "../../../shared/limits.ts";
import { formatNumber, problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Field } from "../../ui/Field.tsx";
import { FoldingCard } from "../../ui/FoldingCard.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { SeatMeter } from "../members/SeatMeter.tsx";
import { changeSeats, plan, seatsProblem } from "./seats.ts";
import { say } from "./toast.ts";

/** Seats in three layers with their numbers; whoever pays may change how many there are. */
export function SeatsCard({ belonging: { workspace } }: { belonging: Belonging }) {
  const known = plan.value;
  const layers = [
    { kind: "occupied", label: t("ext.seats.occupied"), count: known?.occupied },
    { kind: "held", label: t("ext.seats.held"), count: known?.held },
    { kind: "open", label: t("ext.seats.open"), count: known?.free },
  ];
  return (
    <FoldingCard title={t("ext.seats.title")}>
      <SeatMeter plan={known} />
      <dl class="legend">
        {layers.map(({ kind, label, count }) => (
          <div key={kind}>
            <dt class={kind}>{label}</dt>
            <dd>{count === undefined ? " " : formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {seatsProblem.value && <Notice kind="problem">{problemText(seatsProblem.value)}</Notice>}
      {known && workspace.abilities.includes("billing.manage") && (
        <SeatsForm key={known.seats} workspaceId={workspace.id} seats={known.seats} />
      )}
    </FoldingCard>
  );
}

function SeatsForm({ workspaceId, seats }: { workspaceId: string; seats: number }) {
  const wanted = useSignal(String(seats));
  async function save(): Promise<void> {
    const count = Number(wanted.value);
    if (await changeSeats(workspaceId, count)) say(t("ext.seats.changed", { seats: formatNumber(count) }));
  }
  return (
    <form
      class="field-and-button"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={t("ext.seats.change")}
        value={wanted.value}
        onInput={(typed) => {
          wanted.value = typed;
        }}
        input={{ type: "number", min: 1, max: SEATS_MAX, inputMode: "numeric" }}
      />
      <button type="submit" class="button" disabled={wanted.value === String(seats) || wanted.value === ""}>
        {t("ext.save")}
      </button>
    </form>
  );
}

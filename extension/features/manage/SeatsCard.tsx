import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { PLANS, type Plan } from "../../../shared/api/workspaces.ts";
import { SEATS_MAX } from "../../../shared/limits.ts";
import { formatNumber, problemText, t } from "../../language.ts";
import { stayFresh } from "../../live/stay-fresh.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Field } from "../../ui/Field.tsx";
import { Labelled } from "../../ui/Labelled.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { SeatMeter } from "../members/SeatMeter.tsx";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { changePlan, forgetSeats, loadSeats, plan, seatsBusy, seatsProblem, seatsRefusal } from "./seats.ts";
import { say } from "./toast.ts";

const LOOK_AGAIN = 30_000;

/** The plan and its seats in three layers with their numbers, and how many there are to be. */
export function SeatsCard({ belonging: { workspace } }: { belonging: Belonging }) {
  const known = plan.value;
  useEffect(() => {
    const look = () => loadSeats(workspace.id);
    void look();
    const stop = stayFresh(workspace.id, LOOK_AGAIN, look);
    return () => {
      stop();
      forgetSeats();
    };
  }, [workspace.id]);
  const layers = [
    { kind: "occupied", label: t("ext.seats.occupied"), count: known?.occupied },
    { kind: "held", label: t("ext.seats.held"), count: known?.held },
    { kind: "open", label: t("ext.seats.open"), count: known?.free },
  ];
  return (
    <SettingsCard name="seats">
      <SeatMeter plan={known} />
      <dl class="legend">
        {layers.map(({ kind, label, count }) => (
          <div key={kind}>
            <dt class={kind}>{label}</dt>
            <dd>{count === undefined ? " " : formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {seatsProblem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadSeats(workspace.id) }}>
          {problemText(seatsProblem.value)}
        </Notice>
      )}
      {known && <PlanForm workspaceId={workspace.id} known={known} />}
    </SettingsCard>
  );
}

function PlanForm({ workspaceId, known }: { workspaceId: string; known: Plan }) {
  const chosen = useSignal<Plan["plan"] | undefined>(undefined);
  const typed = useSignal<string | undefined>(undefined);
  const wanted = { plan: chosen.value ?? known.plan, seats: Number(typed.value ?? known.seats) };
  const isNew = wanted.plan !== known.plan || wanted.seats !== known.seats;

  async function save(): Promise<void> {
    if (!(await changePlan(workspaceId, { plan: chosen.value, seats: wanted.seats }))) return;
    chosen.value = undefined;
    typed.value = undefined;
    say(t("ext.seats.changed", { plan: t(`plan.${wanted.plan}`), seats: formatNumber(wanted.seats) }));
  }

  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Labelled label={t("ext.seats.plan")}>
        <Select
          label={t("ext.seats.plan")}
          value={wanted.plan}
          options={PLANS.map((value) => ({ value, label: t(`plan.${value}`) }))}
          onChange={(picked) => {
            chosen.value = picked;
          }}
        />
      </Labelled>
      <Field
        label={t("ext.seats.change")}
        value={typed.value ?? String(known.seats)}
        onInput={(text) => {
          typed.value = text;
        }}
        input={{ type: "number", min: 1, max: SEATS_MAX, inputMode: "numeric", required: true }}
      />
      <button type="submit" class="button" disabled={!isNew || typed.value === "" || seatsBusy.value}>
        {t("ext.save")}
      </button>
      {seatsRefusal.value && <Notice kind="problem">{problemText(seatsRefusal.value)}</Notice>}
    </form>
  );
}

import type { Plan } from "../../../shared/api/workspaces.ts";
import { t } from "../../language.ts";

/** Seats in three layers: taken, held by invitations, free. */
export function SeatMeter({ plan }: { plan: Plan | null | undefined }) {
  if (!plan) return <div class="meter" aria-hidden="true" />;
  const { occupied, held, free, seats } = plan;
  const percent = (count: number) => `${(count / Math.max(1, seats)) * 100}%`;
  return (
    <div class="meter" role="img" aria-label={t("ext.seats.meter", { occupied, held, free })}>
      <i style={{ width: percent(occupied) }} />
      <u style={{ width: percent(held) }} />
    </div>
  );
}

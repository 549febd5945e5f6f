import { counted, formatNumber, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { InviteLinkCard } from "../invite-link/InviteLinkCard.tsx";
import { InviteList } from "../invite-list/InviteList.tsx";
import { takePastedTable } from "../invite-list/invite-list.ts";
import { InviteForm } from "../members/InviteForm.tsx";
import { SeatMeter } from "../members/SeatMeter.tsx";
import { anchorOf } from "../settings/anchors.ts";
import { SuggestionsCard } from "../suggestions/SuggestionsCard.tsx";
import { plan } from "./seats.ts";

/** Beside the list: the ways to bring people in, and how many seats are free for them. */
export function ManageCards({ belonging, onInvited }: { belonging: Belonging; onInvited: () => void }) {
  return (
    <aside>
      <section class="card panel" aria-labelledby="invite-title">
        <h2>
          <span id="invite-title">{t("ext.invite.title")}</span>
          <Seats mayChange={belonging.workspace.abilities.includes("billing.manage")} />
        </h2>
        <InviteForm belonging={belonging} plan={plan.value} onInvited={onInvited} takesPasted={takePastedTable}>
          <SeatMeter plan={plan.value} />
        </InviteForm>
        <InviteList belonging={belonging} onInvited={onInvited} />
      </section>
      <SuggestionsCard belonging={belonging} onAdded={onInvited} />
      <InviteLinkCard belonging={belonging} />
    </aside>
  );
}

/** How many are free, and the way to more. */
function Seats({ mayChange }: { mayChange: boolean }) {
  const known = plan.value;
  if (!known) return <span class="figure"> </span>;
  const words = t(counted("ext.seats.free", known.free), {
    free: formatNumber(known.free),
    seats: formatNumber(known.seats),
  });
  if (!mayChange) return <span class="figure">{words}</span>;
  return (
    <a class="figure" href={`#${anchorOf("seats")}`}>
      {words}
    </a>
  );
}

import { useEffect } from "preact/hooks";
import type { Member } from "../../../shared/api/members.ts";
import { counted, formatNumber, t } from "../../language.ts";
import { stayFresh } from "../../live/stay-fresh.ts";
import { type Belonging, mayInvite } from "../../session/belonging.ts";
import { CopyInviteLink } from "../invite-link/CopyInviteLink.tsx";
import { Suggestions } from "../suggestions/Suggestions.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { loadPeople, peopleOf, showInvited } from "./people.ts";
import { RecentMembers } from "./RecentMembers.tsx";
import { SeatMeter } from "./SeatMeter.tsx";

const LOOK_AGAIN = 10_000;
const SUGGESTED = 3;

/** The popup's people: invite, seats, and who came last. */
export function People({ belonging }: { belonging: Belonging }) {
  const workspaceId = belonging.workspace.id;
  const people = peopleOf(workspaceId);
  const look = () => loadPeople(belonging);
  useEffect(() => {
    void look();
    return stayFresh(workspaceId, LOOK_AGAIN, look);
  }, [workspaceId, belonging.role]);

  async function showAtOnce(invited: Member[]): Promise<void> {
    await showInvited(workspaceId, invited);
    await loadPeople(belonging);
  }

  return (
    <>
      {mayInvite(belonging) && (
        <section aria-labelledby="invite-title">
          <h2>
            <span id="invite-title" tabIndex={-1}>
              {t("ext.invite.title")}
            </span>
            <span class="figure">
              {people?.plan
                ? t(counted("ext.seats.free", people.plan.free), {
                    free: formatNumber(people.plan.free),
                    seats: formatNumber(people.plan.seats),
                  })
                : " "}
            </span>
          </h2>
          <InviteForm belonging={belonging} plan={people?.plan} onInvited={showAtOnce}>
            <SeatMeter plan={people?.plan} />
          </InviteForm>
          <Suggestions
            belonging={belonging}
            most={SUGGESTED}
            place="invite-title"
            onAdded={(invited) => void showAtOnce(invited)}
          />
          <CopyInviteLink belonging={belonging} />
        </section>
      )}
      <RecentMembers people={people} onRetry={() => void look()} />
    </>
  );
}

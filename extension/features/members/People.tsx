import { useEffect } from "preact/hooks";
import { counted, formatNumber, t } from "../../language.ts";
import type { Belonging } from "../../session/me.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { InviteForm } from "./InviteForm.tsx";
import { results } from "./invite.ts";
import { loadPeople, mayInvite, peopleOf, showInvited } from "./people.ts";
import { RecentMembers } from "./RecentMembers.tsx";
import { SeatMeter } from "./SeatMeter.tsx";

const LOOK_AGAIN = 4_000;

/** The popup's people: invite, seats, and who came last. */
export function People({ belonging }: { belonging: Belonging }) {
  const workspaceId = belonging.workspace.id;
  const people = peopleOf(workspaceId);
  const look = () => void loadPeople(belonging);
  useEffect(() => {
    look();
    return everySoOften(LOOK_AGAIN, look);
  }, [workspaceId, belonging.role]);

  async function showAtOnce(): Promise<void> {
    await showInvited(
      workspaceId,
      results.value.flatMap(({ membership }) => membership ?? []),
    );
    await loadPeople(belonging);
  }

  return (
    <>
      {mayInvite(belonging) && (
        <section aria-labelledby="invite-title">
          <h2>
            <span id="invite-title">{t("ext.invite.title")}</span>
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
        </section>
      )}
      <RecentMembers people={people} onRetry={look} />
    </>
  );
}

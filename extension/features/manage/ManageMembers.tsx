import { useEffect } from "preact/hooks";
import { counted, formatNumber, problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/me.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { InviteForm } from "../members/InviteForm.tsx";
import { mayInvite } from "../members/people.ts";
import { MemberFilters } from "./MemberFilters.tsx";
import { MemberTable } from "./MemberTable.tsx";
import { changeFilter, forgetMembers, listProblem, loadMembers, members, NO_FILTER } from "./member-list.ts";
import { SeatsCard } from "./SeatsCard.tsx";
import { forgetSeats, loadSeats, plan } from "./seats.ts";

const LOOK_AGAIN = 10_000;

export function ManageMembers({ belonging }: { belonging: Belonging }) {
  const workspaceId = belonging.workspace.id;
  const invites = mayInvite(belonging);
  function look(): void {
    void loadMembers(workspaceId);
    if (invites) void loadSeats(workspaceId);
  }
  useEffect(() => {
    if (invites) void loadSeats(workspaceId);
    const stop = everySoOften(LOOK_AGAIN, look);
    return () => {
      stop();
      forgetMembers();
      forgetSeats();
    };
  }, [workspaceId, invites]);

  const free = plan.value?.free;
  return (
    <div class={invites ? "columns" : ""}>
      <section class="list" aria-label={t("ext.members.title")}>
        {!invites && <Notice kind="hint">{t("ext.manage.read_only")}</Notice>}
        <MemberFilters onChange={() => void loadMembers(workspaceId)} />
        <MemberListBody belonging={belonging} />
      </section>
      {invites && (
        <aside>
          <section class="card panel" aria-labelledby="invite-title">
            <h2>
              <span id="invite-title">{t("ext.invite.title")}</span>
              <span class="figure">
                {free === undefined || !plan.value
                  ? " "
                  : t(counted("ext.seats.free", free), {
                      free: formatNumber(free),
                      seats: formatNumber(plan.value.seats),
                    })}
              </span>
            </h2>
            <InviteForm belonging={belonging} plan={plan.value} onInvited={look} />
          </section>
          <SeatsCard belonging={belonging} />
        </aside>
      )}
    </div>
  );
}

function MemberListBody({ belonging }: { belonging: Belonging }) {
  const shown = members.value;
  const problem = listProblem.value;
  const retry = { label: t("ext.retry"), run: () => void loadMembers(belonging.workspace.id) };
  return (
    <div class="card list-card">
      {problem && (
        <Notice kind="problem" action={retry}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={6} label={t("ext.loading")} />}
      {shown && shown.length > 0 && <MemberTable belonging={belonging} />}
      {shown?.length === 0 && (
        <div class="nobody">
          <p class="muted">{t("ext.manage.nobody")}</p>
          <button type="button" class="button" onClick={() => changeFilter(NO_FILTER)}>
            {t("ext.manage.clear")}
          </button>
        </div>
      )}
    </div>
  );
}

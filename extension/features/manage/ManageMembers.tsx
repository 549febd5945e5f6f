import { useEffect } from "preact/hooks";
import { problemText, t } from "../../language.ts";
import { stayFresh } from "../../live/stay-fresh.ts";
import { type Belonging, mayInvite } from "../../session/belonging.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { ManageCards } from "./ManageCards.tsx";
import { MemberFilters } from "./MemberFilters.tsx";
import { MemberTable } from "./MemberTable.tsx";
import {
  changeFilter,
  forgetMembers,
  listProblem,
  loadMembers,
  members,
  membersFile,
  NO_FILTER,
  saveMembers,
} from "./member-list.ts";
import { statusInPlace } from "./place.ts";
import { forgetSeats, loadSeats } from "./seats.ts";

const LOOK_AGAIN = 10_000;

export function ManageMembers({ belonging }: { belonging: Belonging }) {
  const workspaceId = belonging.workspace.id;
  const invites = mayInvite(belonging);
  const look = () => Promise.all([loadMembers(workspaceId), invites && loadSeats(workspaceId)]);
  useEffect(() => {
    changeFilter({ status: statusInPlace() });
    if (invites) void loadSeats(workspaceId);
    const stop = stayFresh(workspaceId, LOOK_AGAIN, look);
    return () => {
      stop();
      forgetMembers();
      forgetSeats();
    };
  }, [workspaceId, invites]);

  return (
    <div class={invites ? "columns" : ""}>
      <section class="list" aria-label={t("ext.members.title")}>
        {!invites && <Notice kind="hint">{t("ext.manage.read_only")}</Notice>}
        <MemberFilters onChange={() => void loadMembers(workspaceId)} maySave={invites} />
        {membersFile.problem.value && (
          <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void saveMembers() }}>
            {t("ext.download.failed", { why: problemText(membersFile.problem.value) })}
          </Notice>
        )}
        <MemberListBody belonging={belonging} />
      </section>
      {invites && <ManageCards belonging={belonging} onInvited={() => void look()} />}
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

import { problemText, t } from "../../language.ts";
import { meProblem } from "../../session/me.ts";
import type { KnownPeople } from "../../storage.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { MemberRow } from "./MemberRow.tsx";
import { peopleProblem } from "./people.ts";
import { summariseCounts } from "./summarise-counts.ts";

const GHOSTS = 3;

export function RecentMembers({ people, onRetry }: { people: KnownPeople | undefined; onRetry: () => void }) {
  // One notice is enough when nothing answers.
  const problem = meProblem.value ? undefined : peopleProblem.value;
  return (
    <section aria-labelledby="members-title">
      <h2>
        <span id="members-title">{t("ext.members.title")}</span>
        <span class="figure">{people ? summariseCounts(people.counts) : " "}</span>
      </h2>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: onRetry }}>
          {problemText(problem)}
        </Notice>
      )}
      {!people && !problem && <SkeletonRows count={GHOSTS} label={t("ext.loading")} />}
      {people && (
        <ul class="rows">
          {people.members.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </ul>
      )}
      {people?.members.length === 1 && people.counts.requested === 0 && (
        <p class="small muted empty">{t("ext.members.alone")}</p>
      )}
    </section>
  );
}

import { useEffect, useRef } from "preact/hooks";
import type { Session } from "../../../shared/api/accounts.ts";
import { describeAgent } from "../../../shared/describe-agent.ts";
import { formatDay, locale, problemText, t } from "../../language.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { longAge } from "../../ui/describe-age.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { say } from "../manage/toast.ts";
import { titleIdOf } from "../settings/anchors.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import {
  ending,
  endingProblem,
  endOtherSessions,
  endSession,
  forgetSessions,
  loadMoreSessions,
  loadSessions,
  moreSessions,
  sessions,
  sessionsProblem,
} from "./sessions.ts";

const LOOK_AGAIN = 60_000;

/** Where I am signed in, to be ended one by one or all but this one. */
export function SessionsCard() {
  useEffect(() => {
    const look = () => void loadSessions();
    look();
    const stop = everySoOften(LOOK_AGAIN, look);
    return () => {
      stop();
      forgetSessions();
    };
  }, []);
  const shown = sessions.value;
  const problem = sessionsProblem.value;
  return (
    <SettingsCard name="sessions" note={t("ext.sessions.note")} action={shown && shown.length > 1 && <EndOthers />}>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadSessions() }}>
          {problemText(problem)}
        </Notice>
      )}
      {endingProblem.value && <Notice kind="problem">{problemText(endingProblem.value)}</Notice>}
      {!shown && !problem && <SkeletonRows count={2} label={t("ext.loading")} />}
      {shown && (
        <ul class="lines">
          {shown.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {moreSessions.value !== null && (
        <button type="button" class="button quiet" onClick={() => void loadMoreSessions()}>
          {t("ext.manage.more")}
        </button>
      )}
    </SettingsCard>
  );
}

function EndOthers() {
  const button = useRef<HTMLButtonElement>(null);
  useFocusPassedOn(button, titleIdOf("sessions"));
  return (
    <button
      ref={button}
      type="button"
      class="button quiet danger"
      aria-disabled={ending.value}
      onClick={() => void endOthers()}
    >
      {t("ext.sessions.end_others")}
    </button>
  );
}

async function endOthers(): Promise<void> {
  if (ending.value) return;
  const sure = await confirmFirst({
    title: t("ext.sessions.others_title"),
    text: t("ext.sessions.others_text"),
    yes: t("ext.sessions.end_others"),
  });
  if (sure && (await endOtherSessions())) say(t("ext.sessions.others_ended"));
}

function SessionRow({ session }: { session: Session }) {
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, titleIdOf("sessions"));
  const { id, userAgent, current, createdAt, lastUsedAt } = session;
  const what = agentInWords(userAgent);
  async function end(): Promise<void> {
    if (ending.value) return;
    const sure = await confirmFirst({
      title: t("ext.sessions.end_title", { what }),
      text: t("ext.sessions.end_text"),
      yes: t("ext.sessions.end"),
    });
    if (sure && (await endSession(id))) say(t("ext.sessions.ended"));
  }
  return (
    <li ref={row} class="row">
      <span class="who">
        <strong title={userAgent}>{what}</strong>
        <span class="small muted">
          {t("ext.sessions.times", {
            used: longAge(locale.value, lastUsedAt, Date.now()),
            since: formatDay(createdAt),
          })}
        </span>
      </span>
      {current ? (
        <span class="status active">{t("ext.sessions.current")}</span>
      ) : (
        <button
          type="button"
          class="button quiet danger"
          aria-disabled={ending.value}
          aria-label={t("ext.act.with", { act: t("ext.sessions.end"), who: what })}
          onClick={() => void end()}
        >
          {t("ext.sessions.end")}
        </button>
      )}
    </li>
  );
}

/** `Firefox on Linux`. */
function agentInWords(userAgent: string): string {
  const agent = describeAgent(userAgent);
  if (!agent) return t("ext.sessions.unknown");
  const { browser, system } = agent;
  return system === undefined ? browser : t("agent.on", { browser, system });
}

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { FailedDelivery } from "../../../shared/api/failed-deliveries.ts";
import { counted, formatNumber, locale, problemText, t } from "../../language.ts";
import { longAge } from "../../ui/describe-age.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { say } from "../manage/toast.ts";
import {
  deliveryProblem,
  failedDeliveries,
  failedProblem,
  forgetFailedDeliveries,
  isRetried,
  loadFailedDeliveries,
  loadMoreFailed,
  moreFailed,
  retryDelivery,
} from "./failed-deliveries.ts";

const LOOK_AGAIN = 60_000;

/** Mails that could not be delivered for a day, to be tried again by hand; nothing where it is known that there are none. */
export function FailedDeliveriesCard({ workspaceId }: { workspaceId: string }) {
  useEffect(() => {
    const look = () => void loadFailedDeliveries(workspaceId);
    look();
    const stop = everySoOften(LOOK_AGAIN, look);
    return () => {
      stop();
      forgetFailedDeliveries();
    };
  }, [workspaceId]);
  const shown = failedDeliveries.value ?? [];
  if (shown.length === 0 && !deliveryProblem.value && !failedProblem.value) return null;
  return <Failed shown={shown} onRetry={() => void loadFailedDeliveries(workspaceId)} />;
}

function Failed({ shown, onRetry }: { shown: readonly FailedDelivery[]; onRetry: () => void }) {
  const card = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useFocusPassedOn(card, "page-title");
  const why = failedProblem.value && problemText(failedProblem.value);
  function retry(): void {
    // Its button goes meanwhile.
    title.current?.focus();
    onRetry();
  }
  return (
    <section ref={card} class="card panel" aria-labelledby="failed-title">
      <div>
        <h2 id="failed-title" ref={title} tabIndex={-1}>
          {t("ext.failed.title")}
        </h2>
        {shown.length > 0 && <p class="small muted">{t("ext.failed.note")}</p>}
      </div>
      {why && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: retry }}>
          {shown.length === 0 ? t("ext.failed.not_read", { why }) : why}
        </Notice>
      )}
      {deliveryProblem.value && <Notice kind="problem">{problemText(deliveryProblem.value)}</Notice>}
      {shown.length > 0 && (
        <ul class="failed">
          {shown.map((delivery) => (
            <FailedRow key={delivery.id} delivery={delivery} place={title} />
          ))}
        </ul>
      )}
      {moreFailed.value !== null && (
        <button type="button" class="button quiet" onClick={() => void loadMoreFailed()}>
          {t("ext.manage.more")}
        </button>
      )}
    </section>
  );
}

function FailedRow({ delivery, place }: { delivery: FailedDelivery; place: RefObject<HTMLElement | null> }) {
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, place);
  const { id, event, tries, reason, failedAt } = delivery;
  const what = nameOfEvent(event);
  async function retry(): Promise<void> {
    if (isRetried(id)) return;
    if (await retryDelivery(id)) say(t("ext.failed.again"));
  }
  return (
    <li ref={row} class="row">
      <Icon name="warning" />
      <span class="who">
        <strong>{what}</strong>
        <span class="small muted" title={reason}>
          {t(counted("ext.failed.tries", tries), { count: formatNumber(tries) })} ·{" "}
          {longAge(locale.value, failedAt, Date.now())}
          {reason !== "" && ` · ${reason}`}
        </span>
      </span>
      <button
        type="button"
        class="button"
        aria-disabled={isRetried(id)}
        aria-label={t("ext.act.with", { act: t("ext.retry"), who: what })}
        onClick={() => void retry()}
      >
        {t("ext.retry")}
      </button>
    </li>
  );
}

const NOTIFYING: ReadonlySet<string> = new Set(["notification.mail", "access.mail", "content.mail"]);

/** The events that leave as mail; any newer one by its own name. */
function nameOfEvent(event: string): string {
  if (event === "member.invited") return t("ext.failed.invitation");
  if (NOTIFYING.has(event)) return t("ext.failed.notification");
  if (event === "sign_in.code_requested") return t("ext.failed.code");
  return event;
}

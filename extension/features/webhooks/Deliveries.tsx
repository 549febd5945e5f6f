import { useEffect, useRef } from "preact/hooks";
import { DELIVERY_STATUSES, type Webhook } from "../../../shared/api/webhooks.ts";
import { problemText, t } from "../../language.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { DeliveryRow, describeAttempt } from "./DeliveryRow.tsx";
import {
  deliveries,
  deliveriesProblem,
  isUnderWay,
  loadDeliveries,
  loadMoreDeliveries,
  moreDeliveries,
  sendProblem,
  test,
  wantedStatus,
  wantStatus,
} from "./deliveries.ts";

const LOOK_AGAIN = 30_000;
const LOOK_SOON = 2_000;
const CHOICES = ["", ...DELIVERY_STATUSES] as const;

type DeliveriesProps = { workspaceId: string; webhook: Webhook };

/** What was sent to an endpoint, the newest first, by itself looked at again while something is under way. */
export function Deliveries({ workspaceId, webhook: { id, url, enabled } }: DeliveriesProps) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const look = () => void loadDeliveries(workspaceId, id);
    look();
    const stops = [
      everySoOften(LOOK_AGAIN, look),
      everySoOften(LOOK_SOON, () => {
        if (enabled && isUnderWay()) look();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [workspaceId, id, enabled]);
  const shown = deliveries.value;
  const problem = deliveriesProblem.value;
  return (
    <section
      ref={place}
      class="deliveries"
      tabIndex={-1}
      aria-label={t("ext.act.with", { act: t("ext.webhooks.deliveries"), who: url })}
    >
      <TestOutcome />
      <Segments
        label={t("ext.webhooks.status")}
        value={wantedStatus.value}
        options={CHOICES.map((value) => ({ value, label: t(`ext.webhooks.status_${value || "all"}`) }))}
        onChange={(chosen) => void wantStatus(chosen)}
      />
      {sendProblem.value && <Notice kind="problem">{problemText(sendProblem.value)}</Notice>}
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadDeliveries(workspaceId, id) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={2} label={t("ext.loading")} />}
      {shown?.length === 0 && (
        <p class="small muted">{t(wantedStatus.value === "" ? "ext.webhooks.none_sent" : "ext.webhooks.none_such")}</p>
      )}
      {shown && shown.length > 0 && (
        <ul class="lines">
          {shown.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} mayBeSent={enabled} place={place} />
          ))}
        </ul>
      )}
      {moreDeliveries.value !== null && (
        <button type="button" class="button quiet" onClick={() => void loadMoreDeliveries()}>
          {t("ext.manage.more")}
        </button>
      )}
    </section>
  );
}

/** What became of a test, where one looks for it. */
function TestOutcome() {
  const sent = test.value;
  const [newest] = sent?.attempts ?? [];
  return (
    <p role="status" class={sent ? "notice hint" : "unseen"}>
      {sent && !newest && t("ext.webhooks.test_under_way")}
      {newest &&
        t(sent?.status === "delivered" ? "ext.webhooks.test_arrived" : "ext.webhooks.test_failed", {
          what: describeAttempt(newest),
        })}
    </p>
  );
}

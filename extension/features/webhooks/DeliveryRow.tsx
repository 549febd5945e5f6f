import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { Attempt, Delivery } from "../../../shared/api/webhooks.ts";
import { counted, formatNumber, t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { exactTime, Time } from "../../ui/Time.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { sendAgain, sending } from "./deliveries.ts";
import { describeEvent } from "./describe-event.ts";

/** A status by word and shape. */
const LOOKS: Record<Delivery["status"], string> = { delivered: "active", pending: "requested", failed: "failed" };

type DeliveryRowProps = {
  delivery: Delivery;
  /** Nothing is sent to an endpoint that is off. */
  mayBeSent: boolean;
  /** Where the focus goes when the row does. */
  place: RefObject<HTMLElement | null>;
};

/** One message; unfolded, each time that it was tried. */
export function DeliveryRow({ delivery, mayBeSent, place }: DeliveryRowProps) {
  const { id, event, sequence, status, attempts } = delivery;
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, place);
  const what = describeEvent(event);
  const number = t("ext.webhooks.number", { number: formatNumber(sequence) });
  const act = t(status === "pending" ? "ext.webhooks.try_now" : "ext.webhooks.send_again");
  return (
    <li ref={row} class="row">
      <details class="delivery">
        <summary>
          <Icon name="chevron" />
          <strong>{what}</strong>
          <span class={`status ${LOOKS[status]}`}>{t(`ext.webhooks.status_${status}`)}</span>
          <span class="small muted">
            {number} · <Time at={delivery.createdAt} /> · {describeTries(delivery)}
          </span>
        </summary>
        <dl class="attempts small">
          <dt>webhook-id</dt>
          <dd>
            <code>{id}</code>
          </dd>
          {attempts.map((attempt) => (
            <Tried key={attempt.at} attempt={attempt} />
          ))}
          {delivery.nextAt !== null && mayBeSent && (
            <>
              <dt>{exactTime(delivery.nextAt)}</dt>
              <dd class="muted">{t("ext.webhooks.next")}</dd>
            </>
          )}
        </dl>
      </details>
      {mayBeSent && (
        <button
          type="button"
          class="button quiet"
          aria-disabled={sending.value !== undefined}
          aria-label={t("ext.act.with", { act, who: `${what}, ${number}` })}
          onClick={() => void sendAgain(id)}
        >
          {act}
        </button>
      )}
    </li>
  );
}

function Tried({ attempt }: { attempt: Attempt }) {
  return (
    <>
      <dt>
        <time dateTime={attempt.at}>{exactTime(attempt.at)}</time>
      </dt>
      <dd>{describeAttempt(attempt)}</dd>
    </>
  );
}

/** `Answered 204 in 85 ms`, or why nothing was. */
export function describeAttempt({ status, error, ms }: Attempt): string {
  if (status !== null) return t("ext.webhooks.answered", { status, ms: formatNumber(Math.round(ms)) });
  return t(`ext.webhooks.error_${error ?? "unreachable"}`);
}

function describeTries({ tries, lastStatus, attempts }: Delivery): string {
  if (tries === 0) return t("ext.webhooks.not_tried");
  const often = t(counted("ext.webhooks.tries", tries), { count: formatNumber(tries) });
  const [newest] = attempts;
  if (lastStatus !== null) return `${often} · HTTP\u00a0${lastStatus}`;
  return newest?.error ? `${often} · ${t(`ext.webhooks.error_${newest.error}`)}` : often;
}

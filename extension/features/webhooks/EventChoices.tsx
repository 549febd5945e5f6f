import { useId } from "preact/hooks";
import { WEBHOOK_EVENTS, type WebhookEvent } from "../../../shared/api/webhooks.ts";
import { t } from "../../language.ts";
import { describeEvent, EVENT_GROUPS, type EventGroup, eventsOf } from "./describe-event.ts";

type EventChoicesProps = { chosen: readonly WebhookEvent[]; onChange: (chosen: WebhookEvent[]) => void };

/** Which events are sent: all at once, or one by one. */
export function EventChoices({ chosen, onChange }: EventChoicesProps) {
  const isAll = WEBHOOK_EVENTS.every((event) => chosen.includes(event));
  return (
    <fieldset class="scopes">
      <legend>{t("ext.webhooks.events")}</legend>
      <label class="scope">
        <input
          type="checkbox"
          checked={isAll}
          indeterminate={!isAll && chosen.length > 0}
          onChange={() => onChange(isAll ? [] : [...WEBHOOK_EVENTS])}
        />
        <strong>{t("ext.webhooks.all_events")}</strong>
      </label>
      {EVENT_GROUPS.map((group) => (
        <Group key={group} group={group} chosen={chosen} onChange={onChange} />
      ))}
    </fieldset>
  );
}

function Group({ group, chosen, onChange }: EventChoicesProps & { group: EventGroup }) {
  const id = useId();
  return (
    <fieldset class="scopes">
      <legend>{t(`ext.webhooks.group_${group}`)}</legend>
      {eventsOf(group).map((event) => (
        <label key={event} class="scope">
          <input
            type="checkbox"
            checked={chosen.includes(event)}
            aria-describedby={`${id}-${event}`}
            onChange={({ currentTarget }) =>
              onChange(currentTarget.checked ? [...chosen, event] : chosen.filter((one) => one !== event))
            }
          />
          <span>{describeEvent(event)}</span>
          <code id={`${id}-${event}`} class="small muted">
            {event}
          </code>
        </label>
      ))}
    </fieldset>
  );
}

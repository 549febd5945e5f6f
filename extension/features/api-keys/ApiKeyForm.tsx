import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { NAME_MAX } from "../../../shared/limits.ts";
import type { Scope } from "../../../shared/policy/scopes.ts";
import { counted, formatNumber, t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Labelled } from "../../ui/Labelled.tsx";
import { Select } from "../../ui/Select.tsx";
import { keyBusy, makeApiKey } from "./api-keys.ts";
import { describeScope, OFFERED } from "./describe-scope.ts";

const DAY = 86_400_000;
const LIFETIMES = ["30", "90", "365", ""] as const;
type Lifetime = (typeof LIFETIMES)[number];

/** What a new key is called, what for, and how long. */
export function ApiKeyForm({ onMade, onCancel }: { onMade: () => void; onCancel: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const name = useSignal("");
  const scopes = useSignal<Scope[]>([]);
  const lifetime = useSignal<Lifetime>("90");
  const isWhole = name.value.trim() !== "" && scopes.value.length > 0;

  async function make(event: Event): Promise<void> {
    event.preventDefault();
    const days = Number(lifetime.value);
    const expiresAt = days === 0 ? {} : { expiresAt: new Date(Date.now() + days * DAY).toISOString() };
    if (await makeApiKey({ name: name.value, scopes: scopes.value, ...expiresAt })) onMade();
  }

  return (
    <form ref={form} class="link-form" onSubmit={(event) => void make(event)}>
      <Field
        label={t("ext.keys.name")}
        value={name.value}
        onInput={(typed) => {
          name.value = typed;
        }}
        input={{ maxLength: NAME_MAX, autocomplete: "off", placeholder: t("ext.keys.name_placeholder") }}
      />
      <Scopes
        chosen={scopes.value}
        onChange={(chosen) => {
          scopes.value = chosen;
        }}
      />
      <Labelled label={t("ext.link.lifetime")}>
        <Select
          label={t("ext.link.lifetime")}
          value={lifetime.value}
          options={LIFETIMES.map((value) => ({ value, label: describeLifetime(value) }))}
          onChange={(chosen) => {
            lifetime.value = chosen;
          }}
        />
      </Labelled>
      <div class="actions">
        <button type="button" class="button" onClick={onCancel}>
          {t("ext.cancel")}
        </button>
        <button type="submit" class="button primary" disabled={keyBusy.value || !isWhole}>
          {t("ext.keys.make")}
        </button>
      </div>
    </form>
  );
}

function Scopes({ chosen, onChange }: { chosen: Scope[]; onChange: (chosen: Scope[]) => void }) {
  const id = useId();
  return (
    <fieldset class="scopes">
      <legend>{t("ext.keys.scopes")}</legend>
      {OFFERED.map((scope) => (
        <label key={scope} class="scope">
          <input
            type="checkbox"
            checked={chosen.includes(scope)}
            aria-describedby={`${id}-${scope}`}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))
            }
          />
          <span>{describeScope(scope)}</span>
          <code id={`${id}-${scope}`} class="small muted">
            {scope}
          </code>
        </label>
      ))}
    </fieldset>
  );
}

function describeLifetime(days: Lifetime): string {
  if (days === "") return t("ext.link.never");
  return t(counted("ext.link.days", Number(days)), { count: formatNumber(Number(days)) });
}

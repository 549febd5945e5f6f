import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { ShareWithNode } from "../../../shared/api/shares.ts";
import { SHARE_LABEL_MAX, SHARE_VIEWS_MAX } from "../../../shared/limits.ts";
import { ApiProblem, asApiProblem } from "../../api-problem.ts";
import { counted, formatNumber, problemText, t } from "../../language.ts";
import { belongings } from "../../session/me.ts";
import { announce } from "../../ui/announce.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { keepChanged } from "../share/share.ts";
import { GuestsField } from "./GuestsField.tsx";
import { problemsByField } from "./rules-problem.ts";
import { ChangedMeanwhile, type ReadRules, saveRules } from "./save-rules.ts";
import { changeFrom, guestsIn, type TypedRules, typedFrom, typedOver, YES_OR_NO } from "./typed-rules.ts";

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

type RulesFormProps = { share: ShareWithNode; first: ReadRules };

/** All rules of a share in one form; what is typed stays when it is refused. */
export function RulesForm({ share, first }: RulesFormProps) {
  const seen = useSignal(first);
  const typed = useSignal(typedFrom(first.share, ZONE));
  const problem = useSignal<ApiProblem | "changed" | undefined>(undefined);
  const busy = useSignal(false);
  const isSaved = useSignal(false);
  const policy = belongings.value.find(({ workspace }) => workspace.id === share.node.workspaceId)?.workspace
    .sharePolicy;
  const was = typedFrom(seen.value.share, ZONE);
  const change = changeFrom(typed.value, was, ZONE);
  const refused = problem.value === "changed" ? undefined : problem.value;
  const wrong = refused ? problemsByField(refused, guestsIn(typed.value.guests)) : {};

  function type(more: Partial<TypedRules>): void {
    typed.value = { ...typed.value, ...more };
    isSaved.value = false;
  }
  async function save(form: HTMLFormElement): Promise<void> {
    problem.value = unreadable(form);
    if (problem.value) return;
    busy.value = true;
    const sent = typed.value;
    try {
      seen.value = await saveRules(seen.value, change);
      // What was typed meanwhile stays.
      typed.value = typedOver(typedFrom(seen.value.share, ZONE), typed.value, sent);
      await keepChanged(seen.value.share);
      isSaved.value = true;
      announce(t("sharing.saved_settings"));
    } catch (error) {
      if (error instanceof ChangedMeanwhile) {
        seen.value = error.fresh;
        typed.value = typedOver(typedFrom(error.fresh.share, ZONE), typed.value, was);
      }
      problem.value = error instanceof ChangedMeanwhile ? "changed" : asApiProblem(error);
    } finally {
      busy.value = false;
    }
  }
  function takeTheirs(): void {
    problem.value = undefined;
    typed.value = typedFrom(seen.value.share, ZONE);
  }

  return (
    <form
      class="rules-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.currentTarget);
      }}
    >
      <Field
        label={t("sharing.expires")}
        value={typed.value.expires}
        onInput={(expires) => type({ expires })}
        error={wrong.expiresAt}
        hint={expiryHint(policy?.longestExpiryDays ?? null)}
        input={{ type: "datetime-local", name: "expiresAt" }}
      />
      <Field
        label={t("ext.rules.views")}
        value={typed.value.maxViews}
        onInput={(maxViews) => type({ maxViews })}
        error={wrong.maxViews}
        hint={t(counted("ext.rules.viewed", share.views), { count: formatNumber(share.views) })}
        input={{
          type: "number",
          name: "maxViews",
          min: 1,
          max: SHARE_VIEWS_MAX,
          inputMode: "numeric",
          placeholder: t("ext.link.any_uses"),
        }}
      />
      {share.visibility === "restricted" && (
        <GuestsField
          value={typed.value.guests}
          onInput={(guests) => type({ guests })}
          allowed={policy?.guestsAllowed ?? "domains"}
          error={wrong.guests}
        />
      )}
      <Allowed typed={typed.value} onChange={type} forbidsDownload={policy?.downloadAllowed === false} />
      <Field
        label={t("ext.rules.label")}
        value={typed.value.label}
        onInput={(label) => type({ label })}
        hint={t("ext.rules.label_hint")}
        input={{ maxLength: SHARE_LABEL_MAX, autocomplete: "off" }}
      />
      {problem.value === "changed" && (
        <Notice kind="problem" action={{ label: t("ext.rules.take_theirs"), run: takeTheirs }}>
          {t("ext.rules.changed")}
        </Notice>
      )}
      {refused && Object.keys(wrong).length === 0 && <Notice kind="problem">{problemText(refused)}</Notice>}
      <div class="rules-end">
        <span class="small good">{isSaved.value ? t("sharing.saved_settings") : ""}</span>
        <button type="submit" class="button primary" disabled={busy.value || Object.keys(change).length === 0}>
          {t("ext.save")}
        </button>
      </div>
    </form>
  );
}

type AllowedProps = { typed: TypedRules; onChange: (more: Partial<TypedRules>) => void; forbidsDownload: boolean };

function Allowed({ typed, onChange, forbidsDownload }: AllowedProps) {
  const id = useId();
  return (
    <fieldset class="scopes">
      <legend>{t("ext.rules.allowed")}</legend>
      {YES_OR_NO.map((name) => (
        <label class="tick" key={name}>
          <input
            type="checkbox"
            checked={typed[name]}
            aria-describedby={name === "allowDownload" && forbidsDownload ? id : undefined}
            onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
          />
          <span>
            {t(`ext.rules.${name}`)}
            {name === "allowDownload" && forbidsDownload && (
              <span class="small muted" id={id}>
                {" "}
                {t("ext.rules.no_download")}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What the browser cannot read it gives as nothing, and nothing would lift a limit. */
function unreadable(form: HTMLFormElement): ApiProblem | undefined {
  const fields = [...form.elements].filter((field) => field instanceof HTMLInputElement && field.validity.badInput);
  if (fields.length === 0) return undefined;
  const errors = fields.map((field) => ({
    pointer: `/${field.getAttribute("name")}`,
    code: "unreadable",
    detail: "Is not whole.",
  }));
  return new ApiProblem("invalid_request", { errors });
}

function expiryHint(longestDays: number | null): string {
  if (longestDays === null) return t("sharing.expires_hint");
  return t(counted("ext.rules.longest", longestDays), { count: formatNumber(longestDays) });
}

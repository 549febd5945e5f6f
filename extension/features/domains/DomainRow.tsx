import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Domain } from "../../../shared/api/domains.ts";
import { DOMAIN_GRACE } from "../../../shared/limits.ts";
import { formatDay, locale, problemText, t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { longAge } from "../../ui/describe-age.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { say } from "../manage/toast.ts";
import { focusSection, titleIdOf } from "../settings/anchors.ts";
import { checkDomain, domainBusy, domainProblem, isFound, removeDomain, touched } from "./domains.ts";

const STATUS_LOOKS = { proven: "active", pending: "invited", missing: "missing" } as const;
type Standing = keyof typeof STATUS_LOOKS;
/** Without anybody's doing, while its record is not found. */
const LOOKED_UP = { pending: "ext.domains.by_itself", missing: "ext.domains.daily" } as const;

/** A domain, how it stands, and while its record is not found, what to put into DNS. */
export function DomainRow({ domain: one }: { domain: Domain }) {
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, titleIdOf("domains"));
  const { domain } = one;
  const standing = standingOf(one);
  const wasMissed = useSignal(false);
  useEffect(() => {
    if (standing === "proven") wasMissed.value = false;
  }, [standing]);

  async function check(): Promise<void> {
    if (domainBusy.value) return;
    wasMissed.value = false;
    const found = await checkDomain(domain);
    if (found === undefined) return;
    wasMissed.value = !found;
    if (found) {
      say(t("ext.domains.found", { domain }));
      focusSection("domains");
    } else announce(t("ext.domains.not_found"));
  }

  async function remove(): Promise<void> {
    if (domainBusy.value) return;
    if (one.status === "proven" && !(await confirmRemoval(domain))) return;
    if (await removeDomain(domain)) say(t("ext.domains.removed", { domain }));
  }

  return (
    <li ref={row} class="domain">
      <div class="row">
        <span class="who">
          <strong>{domain}</strong>
          <span class="small muted">{describeTimes(one)}</span>
        </span>
        <span class={`status ${STATUS_LOOKS[standing]}`}>{t(`ext.domains.${standing}`)}</span>
        <button
          type="button"
          class="button quiet danger"
          aria-disabled={domainBusy.value}
          aria-label={t("ext.act.with", { act: t("ext.domains.remove"), who: domain })}
          onClick={() => void remove()}
        >
          {t("ext.domains.remove")}
        </button>
      </div>
      {touched.value === domain && domainProblem.value && (
        <Notice kind="problem">{problemText(domainProblem.value)}</Notice>
      )}
      {standing !== "proven" && (
        <div class="in-hand">
          <p class="small">{t("ext.domains.how")}</p>
          <RecordPart label={t("ext.domains.record_name")} text={one.txtName} copy={t("ext.domains.copy_name")} />
          <RecordPart label={t("ext.domains.record_value")} text={one.txtValue} copy={t("ext.domains.copy_value")} />
          <div class="check">
            <p class="small muted">{wasMissed.value ? t("ext.domains.not_found") : t(LOOKED_UP[standing])}</p>
            <button
              type="button"
              class="button"
              aria-disabled={domainBusy.value}
              aria-label={t("ext.act.with", { act: t("ext.domains.check"), who: domain })}
              onClick={() => void check()}
            >
              {t("ext.domains.check")}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

function RecordPart({ label, text, copy }: { label: string; text: string; copy: string }) {
  const id = useId();
  return (
    <div class="record">
      <label for={id}>{label}</label>
      <input id={id} class="field" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton text={text} look="quiet" label={copy} />
    </div>
  );
}

function confirmRemoval(domain: string): Promise<boolean> {
  return confirmFirst({
    title: t("ext.domains.remove_title", { domain }),
    text: t("ext.domains.remove_text"),
    yes: t("ext.domains.remove"),
  });
}

function standingOf(domain: Domain): Standing {
  if (isFound(domain)) return "proven";
  return domain.status === "proven" ? "missing" : "pending";
}

/** `Proven on 3 Mar 2027 · looked up 2 hours ago`. */
function describeTimes({ provenAt, checkedAt, missingSince }: Domain): string {
  if (missingSince !== null) {
    const ends = new Date(Date.parse(missingSince) + DOMAIN_GRACE).toISOString();
    return t("ext.domains.missing_since", { when: formatDay(missingSince), ends: formatDay(ends) });
  }
  const checked = checkedAt === null ? undefined : longAge(locale.value, checkedAt, Date.now());
  if (provenAt === null) {
    return checked === undefined ? t("ext.domains.never_checked") : t("ext.domains.checked", { when: checked });
  }
  const when = formatDay(provenAt);
  return checked === undefined
    ? t("ext.domains.proven_on", { when })
    : t("ext.domains.proven_checked", { when, checked });
}

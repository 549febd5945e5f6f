import { mayHandOut, ROLES } from "../../../shared/policy/roles.ts";
import { counted, formatNumber, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { changeDraft, draft } from "../members/invite.ts";
import { OutcomeList } from "../members/OutcomeList.tsx";
import { describeOutcome } from "../members/outcome.ts";
import { loadPeople, showInvited } from "../members/people.ts";
import { FoundRow } from "./FoundRow.tsx";
import { FOUND_MOST, invitable, inviteTicked, inviting, isCut, people, results, tick, ticked } from "./on-this-page.ts";

/** Those found, each with what they are here; whoever is new is ticked and invited. */
export function FoundPeople({ belonging }: { belonging: Belonging }) {
  const fresh = invitable.value.map(({ email }) => email);
  const count = fresh.filter((email) => ticked.value.has(email)).length;
  return (
    <>
      {isCut.value && <Notice kind="hint">{t("ext.page.cut", { count: formatNumber(FOUND_MOST) })}</Notice>}
      {fresh.length > 1 && (
        <label class="row pick all">
          <input
            type="checkbox"
            checked={count === fresh.length}
            indeterminate={count > 0 && count < fresh.length}
            onChange={(event) => tick(fresh, event.currentTarget.checked)}
          />
          <span class="small">{t("ext.page.all_new", { count: formatNumber(fresh.length) })}</span>
        </label>
      )}
      {/* Long lists scroll, for which the keyboard needs somewhere to stand. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <ul class="rows found" aria-label={t("ext.page.people")} tabIndex={0}>
        {people.value.map((found) => (
          <FoundRow key={found.email} found={found} />
        ))}
      </ul>
      {fresh.length > 0 && <InviteTicked belonging={belonging} count={count} />}
      {results.value.length > 0 && <OutcomeList results={results.value} />}
    </>
  );
}

function InviteTicked({ belonging, count }: { belonging: Belonging; count: number }) {
  const { workspace } = belonging;
  const role = draft.value.role ?? workspace.defaultRole;
  const roles = ROLES.filter((one) => mayHandOut(belonging.role, one));

  async function send(): Promise<void> {
    const told = await inviteTicked(workspace.id, role);
    if (told.length === 0) return;
    announce(told.map((result) => `${result.email}: ${describeOutcome(result)}`).join(". "));
    const invited = told.flatMap(({ membership }) => membership ?? []);
    await showInvited(workspace.id, invited);
    await loadPeople(belonging);
  }
  return (
    <div class="invite">
      <Select
        label={t("ext.page.role")}
        value={role}
        options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(chosen) => changeDraft({ role: chosen })}
      />
      <button type="button" class="button primary" disabled={count === 0 || inviting.value} onClick={() => void send()}>
        {count === 0 ? t("ext.invite.send") : t(counted("ext.page.invite", count), { count: formatNumber(count) })}
      </button>
    </div>
  );
}

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Member } from "../../../shared/api/members.ts";
import type { Plan } from "../../../shared/api/workspaces.ts";
import { mayHandOut, ROLES } from "../../../shared/policy/roles.ts";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { Select } from "../../ui/Select.tsx";
import { InviteOutcome } from "./InviteOutcome.tsx";
import { changeDraft, clearInvite, draft, invite, inviting, wasAsked } from "./invite.ts";
import { describeOutcome } from "./outcome.ts";
import { wasRefused } from "./send-invitations.ts";

type InviteFormProps = {
  belonging: Belonging;
  plan: Plan | null | undefined;
  onInvited: (members: Member[]) => void;
  /** Whether it took what was pasted, which then is none of the form's. */
  takesPasted?: (text: string) => boolean;
  /** What stands between the form and its answer. */
  children?: ComponentChildren;
};

/** Address or addresses, a role, one button. What was typed outlives the popup. */
export function InviteForm({ belonging, plan, onInvited, takesPasted, children }: InviteFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const { workspace } = belonging;
  const roles = ROLES.filter((role) => mayHandOut(belonging.role, role));
  const role = draft.value.role ?? workspace.defaultRole;
  useEffect(() => clearInvite, [workspace.id]);
  useEffect(() => {
    if (!wasAsked.value) return;
    wasAsked.value = false;
    field.current?.focus();
  }, [wasAsked.value]);

  async function send(): Promise<void> {
    if (draft.value.text.trim() === "") return field.current?.focus();
    const told = await invite(workspace.id, role);
    if (told.length === 0) return;
    announce(told.map((result) => `${result.email}: ${describeOutcome(result)}`).join(". "));
    if (!told.every(wasRefused)) onInvited(told.flatMap(({ membership }) => membership ?? []));
  }

  return (
    <>
      <form
        class="invite"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <input
          ref={field}
          class="field"
          aria-label={t("ext.invite.addresses")}
          placeholder={t("sign_in.email_placeholder")}
          autocomplete="off"
          spellcheck={false}
          inputMode="email"
          value={draft.value.text}
          onInput={(event) => changeDraft({ text: event.currentTarget.value })}
          onPaste={(event) => {
            if (takesPasted?.(event.clipboardData?.getData("text") ?? "")) event.preventDefault();
            else pasteAsOneLine(event);
          }}
        />
        <Select
          label={t("ext.members.role")}
          value={role}
          options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={(chosen) => changeDraft({ role: chosen })}
        />
        <button type="submit" class="button primary" disabled={inviting.value}>
          {t("ext.invite.send")}
        </button>
      </form>
      {children}
      <InviteOutcome seatless={plan?.free === 0} seats={plan?.seats ?? 0} />
    </>
  );
}

/** An input drops line breaks and would glue a pasted column of addresses together. */
function pasteAsOneLine(event: ClipboardEvent & { currentTarget: HTMLInputElement }): void {
  const pasted = event.clipboardData?.getData("text") ?? "";
  if (!/[\r\n\t]/.test(pasted)) return;
  event.preventDefault();
  const input = event.currentTarget;
  const line = pasted.trim().replace(/[\r\n\t]+/g, ", ");
  input.setRangeText(line, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
  changeDraft({ text: input.value });
}

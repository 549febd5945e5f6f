import { useSignal } from "@preact/signals";
import { INVITE_LINK_USES_MAX, type InviteLink, LINK_ROLES, type LinkRole } from "../../../shared/api/invite-links.ts";
import type { Workspace } from "../../../shared/api/workspaces.ts";
import { counted, formatNumber, t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Labelled } from "../../ui/Labelled.tsx";
import { Select } from "../../ui/Select.tsx";
import { say } from "../manage/toast.ts";
import { linkBusy, makeInviteLink, usualLinkRole } from "./invite-link.ts";

const DAY = 86_400_000;
const LIFETIMES = ["", "1", "7", "30"] as const;
type Lifetime = (typeof LIFETIMES)[number];

type InviteLinkFormProps = {
  workspace: Workspace;
  /** The link that stops working. */
  replaces: InviteLink | null;
  onDone: () => void;
};

export function InviteLinkForm({ workspace, replaces, onDone }: InviteLinkFormProps) {
  const role = useSignal<LinkRole>(replaces?.role ?? usualLinkRole(workspace));
  const lifetime = useSignal<Lifetime>("");
  const uses = useSignal("");

  async function make(event: Event): Promise<void> {
    event.preventDefault();
    const days = Number(lifetime.value);
    const made = await makeInviteLink(workspace.id, {
      role: role.value,
      ...(days === 0 ? {} : { expiresAt: new Date(Date.now() + days * DAY).toISOString() }),
      ...(uses.value === "" ? {} : { maxUses: Number(uses.value) }),
    });
    if (!made) return;
    say(t(replaces ? "ext.link.rotated" : "ext.link.is_made"));
    onDone();
  }

  return (
    <form class="link-form" onSubmit={(event) => void make(event)}>
      <Labelled label={t("ext.link.role")}>
        <Select
          label={t("ext.link.role")}
          value={role.value}
          options={LINK_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={(chosen) => {
            role.value = chosen;
          }}
        />
      </Labelled>
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
      <Field
        label={t("ext.link.most_uses")}
        value={uses.value}
        onInput={(typed) => {
          uses.value = typed;
        }}
        input={{
          type: "number",
          min: 1,
          max: INVITE_LINK_USES_MAX,
          inputMode: "numeric",
          placeholder: t("ext.link.any_uses"),
        }}
      />
      {replaces && <p class="small muted">{t("ext.link.rotate_note")}</p>}
      <div class="actions">
        {replaces && (
          <button type="button" class="button" onClick={onDone}>
            {t("ext.cancel")}
          </button>
        )}
        <button type="submit" class="button primary" disabled={linkBusy.value}>
          {t(replaces ? "ext.link.rotate" : "ext.link.make")}
        </button>
      </div>
    </form>
  );
}

function describeLifetime(days: Lifetime): string {
  if (days === "") return t("ext.link.never");
  return t(counted("ext.link.days", Number(days)), { count: formatNumber(Number(days)) });
}

import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { current } from "../../session/me.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";

type Standing = { workspaceId: string; role: string };

/** Says so where one's role in the workspace in view becomes another while the page stands open: what one sees does too. */
export function RoleNotice() {
  const notice = useRef<HTMLDivElement>(null);
  const seen = useRef<Standing | undefined>(undefined);
  const isOther = useSignal(false);
  useSignalEffect(() => {
    const now = current.value && { workspaceId: current.value.workspace.id, role: current.value.role };
    const before = seen.current;
    seen.current = now;
    if (now?.workspaceId !== before?.workspaceId) isOther.value = false;
    else if (now?.role !== before?.role) isOther.value = true;
  });
  const words = current.value ? describeRole(current.value) : "";
  useEffect(() => {
    if (isOther.value) announce(words);
    // What had the focus may have gone with the role.
    if (isOther.value && document.activeElement === document.body) notice.current?.focus();
  }, [isOther.value, words]);
  if (!isOther.value) return null;
  return (
    <div ref={notice} tabIndex={-1}>
      <Notice
        kind="hint"
        action={{
          label: t("ext.role.understood"),
          run: () => {
            isOther.value = false;
          },
        }}
      >
        {words}
      </Notice>
    </div>
  );
}

function describeRole({ workspace, role }: Belonging): string {
  const changed = t("ext.note.role_changed", { workspace: workspace.name, role: t(`role.${role}`) });
  return `${changed} ${t("ext.role.shows")}`;
}

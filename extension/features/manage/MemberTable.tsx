import { useEffect, useRef } from "preact/hooks";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { MemberTableRow } from "./MemberTableRow.tsx";
import { loadMoreMembers, members, nextCursor } from "./member-list.ts";

export function MemberTable({ belonging }: { belonging: Belonging }) {
  return (
    <table class="members">
      <thead>
        <tr>
          <th scope="col">{t("ext.manage.person")}</th>
          <th scope="col">{t("ext.manage.status")}</th>
          <th scope="col">{t("ext.members.role")}</th>
          <th scope="col">
            <span class="unseen">{t("ext.manage.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {(members.value ?? []).map((member) => (
          <MemberTableRow key={member.id} belonging={belonging} member={member} />
        ))}
      </tbody>
      {nextCursor.value !== null && (
        <tfoot>
          <tr>
            <td colSpan={4}>
              <MoreMembers workspaceId={belonging.workspace.id} />
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** Fetches the next page when it comes into view; the button is for keyboards. */
function MoreMembers({ workspaceId }: { workspaceId: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const more = () => void loadMoreMembers();
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), {
      rootMargin: "600px",
    });
    if (button.current) observer.observe(button.current);
    return () => observer.disconnect();
  }, [workspaceId, nextCursor.value]);
  return (
    <button ref={button} type="button" class="button quiet" onClick={more}>
      {t("ext.manage.more")}
    </button>
  );
}

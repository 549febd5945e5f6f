import { t } from "../../language.ts";
import { isOpen } from "../../session/belonging.ts";
import { belongings, switchWorkspace } from "../../session/me.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { CreateWorkspace } from "./CreateWorkspace.tsx";

/** Why nobody can be invited into a personal workspace, and the way to where they can. */
export function PersonalNotice() {
  const shared = belongings.value.filter((one) => one.workspace.kind === "shared" && isOpen(one));
  return (
    <section class="personal" aria-labelledby="personal-title">
      <h2 id="personal-title">{t("ext.invite.title")}</h2>
      <p class="lead">{t("ext.personal.title")}</p>
      <p class="muted">{shared.length > 0 ? t("ext.personal.switch") : t("ext.personal.create")}</p>
      <ul class="choices boxed">
        {shared.map(({ workspace, role }) => (
          <li class="row" key={workspace.id}>
            <Avatar label={workspace.name} square />
            <span class="who">
              <strong>{workspace.name}</strong>
              <span class="small muted">{t(`role.${role}`)}</span>
            </span>
            <button
              type="button"
              class="button"
              aria-label={t("ext.workspace.switch_to", { name: workspace.name })}
              onClick={() => switchWorkspace(workspace.id)}
            >
              {t("ext.workspace.switch")}
            </button>
          </li>
        ))}
      </ul>
      {shared.length === 0 && <CreateWorkspace />}
    </section>
  );
}

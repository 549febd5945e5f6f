import { isOpen } from "../../session/belonging.ts";
import { belongings, current, switchWorkspace } from "../../session/me.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OtherServers } from "../servers/OtherServers.tsx";
import { CreateWorkspace } from "./CreateWorkspace.tsx";
import { describeBelonging } from "./describe-belonging.ts";

export function WorkspaceMenu({ onDone }: { onDone: () => void }) {
  return (
    <>
      <ul class="choices">
        {belongings.value.map((belonging) => {
          const { workspace } = belonging;
          const isCurrent = workspace.id === current.value?.workspace.id;
          return (
            <li key={workspace.id}>
              <button
                type="button"
                class="choice"
                aria-current={isCurrent}
                disabled={!isOpen(belonging)}
                onClick={() => {
                  void switchWorkspace(workspace.id);
                  onDone();
                }}
              >
                <Avatar label={workspace.name} square />
                <span class="who">
                  <strong>{workspace.name}</strong>
                  <span class="small muted">{describeBelonging(belonging)}</span>
                </span>
                {isCurrent && <Icon name="check" />}
              </button>
            </li>
          );
        })}
      </ul>
      <div class="below">
        <CreateWorkspace onCreated={onDone} />
      </div>
      <div class="below">
        <OtherServers />
      </div>
    </>
  );
}

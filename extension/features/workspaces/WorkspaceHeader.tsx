import { t } from "../../language.ts";
import { serverHere } from "../../server.ts";
import { current } from "../../session/me.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { AccountMenu } from "../account/AccountMenu.tsx";
import { servers } from "../servers/follow-server.ts";
import { hostOf } from "../servers/read-server-address.ts";
import { describeBelonging } from "./describe-belonging.ts";
import { WorkspaceMenu } from "./WorkspaceMenu.tsx";

/** Where there are several, which one is in view. */
function whichServer(): string[] {
  return servers.value.length > 1 ? [hostOf(serverHere())] : [];
}

/** Who and where: the workspace in view, the switch, the account. */
export function WorkspaceHeader() {
  const belonging = current.value;
  return (
    <header class="top">
      <Mark />
      {belonging ? (
        <Popover
          label={t("ext.workspace.switch_long")}
          align="left"
          buttonClass="workspace"
          button={
            <>
              <span class="who">
                <strong>{belonging.workspace.name}</strong>
                <span class="small muted">{[...whichServer(), describeBelonging(belonging)].join(" · ")}</span>
              </span>
              <Icon name="updown" />
            </>
          }
        >
          {(close) => <WorkspaceMenu onDone={close} />}
        </Popover>
      ) : (
        <div class="workspace" aria-hidden="true">
          <span class="who">
            <span class="ghost line" />
            <span class="ghost line short" />
          </span>
        </div>
      )}
      <AccountMenu />
    </header>
  );
}

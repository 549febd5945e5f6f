import { t } from "../../language.ts";
import { current } from "../../session/me.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { AccountMenu } from "../account/AccountMenu.tsx";
import { describeBelonging } from "./describe-belonging.ts";
import { WorkspaceMenu } from "./WorkspaceMenu.tsx";

/** Who and where: the workspace in view, the switch, the account. */
export function WorkspaceHeader() {
  const belonging = current.value;
  return (
    <header class="top">
      <Mark />
      <div class="workspace">
        {belonging ? (
          <>
            <strong title={belonging.workspace.name}>{belonging.workspace.name}</strong>
            <span class="small muted">{describeBelonging(belonging)}</span>
          </>
        ) : (
          <>
            <span class="ghost line" />
            <span class="ghost line short" />
          </>
        )}
      </div>
      <Popover label={t("ext.workspace.switch_long")} buttonClass="button quiet" button={t("ext.workspace.switch")}>
        {(close) => <WorkspaceMenu onDone={close} />}
      </Popover>
      <AccountMenu />
    </header>
  );
}

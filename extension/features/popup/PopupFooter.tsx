import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Icon } from "../../ui/Icon.tsx";
import { OpenPanel } from "../panel/OpenPanel.tsx";

/** The ways to the pages that need more room than a popup has. */
export function PopupFooter({ belonging: { workspace } }: { belonging: Belonging }) {
  return (
    <footer>
      {workspace.abilities.includes("content.create") ? (
        <a class="button quiet" href="/upload.html" target="_blank" rel="noopener">
          <Icon name="upload" />
          {t("ext.upload.title")}
        </a>
      ) : (
        <span />
      )}
      {workspace.kind === "shared" && (
        <span class="ways">
          <OpenPanel />
          <a class="button quiet" href="/manage.html" target="_blank" rel="noopener">
            <Icon name="people" />
            {t("ext.manage.open")}
          </a>
        </span>
      )}
    </footer>
  );
}

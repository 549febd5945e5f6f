import type { ShareWithNode } from "../../../shared/api/shares.ts";
import { atLeast } from "../../../shared/policy/access.ts";
import type { Visibility } from "../../../shared/policy/share-access.ts";
import { t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { VisibilitySwitch } from "../visibility/VisibilitySwitch.tsx";
import { awaitsPassword, chooseVisibility, reopenShare } from "./change-share.ts";
import { SharePassword } from "./SharePassword.tsx";
import { asked } from "./share.ts";

/** A video is published anew under the same address; any other link has ended for good. */
function Ended({ mayReopen }: { mayReopen: boolean }) {
  async function reopen(): Promise<void> {
    if (await reopenShare()) announce(t("ext.visibility.restricted_now"));
  }
  return (
    <div class="share-note">
      <p class="small muted">{t("ext.visibility.over")}</p>
      {mayReopen && (
        <button type="button" class="button" onClick={() => void reopen()}>
          {t("ext.visibility.reopen")}
        </button>
      )}
    </div>
  );
}

function whyNot({ node }: ShareWithNode) {
  return atLeast(node.level, "edit") ? "ext.visibility.others_link" : "ext.visibility.read_only";
}

/** The switch of a share, or in words why there is none. */
export function ShareSwitch({ share }: { share: ShareWithNode }) {
  if (share.endedAt !== null) return <Ended mayReopen={share.canChange && share.isSharePage} />;
  if (!share.canChange) return <p class="small muted share-note">{t(whyNot(share))}</p>;

  async function choose(visibility: Visibility): Promise<void> {
    if (await chooseVisibility(visibility)) announce(t(`ext.visibility.${visibility}_now`));
  }
  const chosen = awaitsPassword.value ? "password" : (asked.value?.visibility ?? share.visibility);
  return (
    <>
      <VisibilitySwitch
        value={chosen}
        onChange={(visibility) => void choose(visibility)}
        busy={!!asked.value}
        byPress
      />
      {chosen === "password" && <SharePassword share={share} />}
    </>
  );
}

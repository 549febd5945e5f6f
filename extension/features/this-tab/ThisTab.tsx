import { useEffect } from "preact/hooks";
import { problemText, t } from "../../language.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { hostOf } from "../servers/read-server-address.ts";
import { switchServer } from "../servers/switch-server.ts";
import { isOfTab, loadShare, share, shareProblem, slug } from "../share/share.ts";
import { ShareCard } from "./ShareCard.tsx";
import { otherServer } from "./this-tab.ts";

/** What the tab below shows, when it is a share page of ours. */
export function ThisTab() {
  useEffect(() => void loadShare(), [slug.value]);
  if (slug.value === undefined) return otherServer.value ? <OnOtherServer server={otherServer.value} /> : null;
  const known = share.value;
  return (
    <section aria-labelledby="tab-title">
      <h2>
        <span id="tab-title">{t(isOfTab.value ? "ext.tab.title" : "ext.tab.linked")}</span>
        {known && <CopyButton text={known.url} look="quiet" />}
      </h2>
      {shareProblem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadShare() }}>
          {problemText(shareProblem.value)}
        </Notice>
      )}
      {known && <ShareCard key={known.id} share={known} />}
      {known === null && <Notice kind="hint">{t("ext.tab.not_yours")}</Notice>}
      {known === undefined && !shareProblem.value && <div class="card share-ghost ghost" aria-hidden="true" />}
    </section>
  );
}

/** What the tab shows is another server's, and no business of the one in view. */
function OnOtherServer({ server }: { server: string }) {
  const host = hostOf(server);
  return (
    <section>
      <Notice kind="hint" action={{ label: t("ext.workspace.switch"), run: () => void switchServer(server) }}>
        {t("ext.servers.tab", { host })}
      </Notice>
    </section>
  );
}

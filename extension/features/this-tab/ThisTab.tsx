import { useEffect } from "preact/hooks";
import { atLeast } from "../../../shared/policy/access.ts";
import { problemText, t } from "../../language.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ShareCard } from "./ShareCard.tsx";
import { isOfTab, loadShare, share, shareProblem, slug } from "./this-tab.ts";

/** What the tab below shows, when it is a share page of ours. */
export function ThisTab() {
  useEffect(() => void loadShare(), [slug.value]);
  if (slug.value === undefined) return null;
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
      {known && <ShareCard share={known} editable={atLeast(known.node.level, "edit")} />}
      {known === null && <Notice kind="hint">{t("ext.tab.not_yours")}</Notice>}
      {known === undefined && !shareProblem.value && <div class="card share-ghost ghost" aria-hidden="true" />}
    </section>
  );
}

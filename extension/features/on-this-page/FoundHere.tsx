import { useEffect } from "preact/hooks";
import { counted, formatNumber, problemText, t } from "../../language.ts";
import { type Belonging, mayInvite } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { FoundPeople } from "./FoundPeople.tsx";
import { FoundShares } from "./FoundShares.tsx";
import { foundShares } from "./found-shares.ts";
import { domains, forgetPage, invitable, lookAtPage, pageProblem, people, phase } from "./on-this-page.ts";

const GHOSTS = 2;

/** What the page in front has of the workspace's people and links; read anew with each `asked`. */
export function FoundHere({ belonging, asked }: { belonging: Belonging; asked: number }) {
  useEffect(() => {
    void lookAtPage(belonging).then(() => announce(summary(belonging) ?? ""));
  }, [asked]);
  useEffect(() => forgetPage, []);
  return (
    <>
      {pageProblem.value && (
        <Notice
          kind="problem"
          {...(phase.value ? {} : { action: { label: t("ext.retry"), run: () => void lookAtPage(belonging) } })}
        >
          {problemText(pageProblem.value)}
        </Notice>
      )}
      {phase.value === "reading" && <SkeletonRows count={GHOSTS} label={t("ext.page.reading")} />}
      {phase.value === "closed" && <Notice kind="hint">{t("ext.page.closed")}</Notice>}
      {phase.value === "read" && <Summary belonging={belonging} />}
      {people.value.length > 0 && <FoundPeople belonging={belonging} />}
      {foundShares.value.length > 0 && <FoundShares />}
    </>
  );
}

function Summary({ belonging }: { belonging: Belonging }) {
  return <p class="small muted">{summary(belonging)}</p>;
}

/** What came of it, in words. */
function summary(belonging: Belonging): string | undefined {
  if (phase.value !== "read") return undefined;
  if (!mayInvite(belonging)) return foundShares.value.length === 0 ? t("ext.page.no_links") : undefined;
  if (domains.value.length === 0) return t("ext.page.no_domains");
  const fresh = invitable.value.length;
  if (people.value.length === 0) return t("ext.page.nobody", { domains: listed(domains.value) });
  return fresh === 0 ? t("ext.page.nobody_new") : t(counted("ext.page.fresh", fresh), { count: formatNumber(fresh) });
}

function listed(texts: string[]): string {
  return new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" }).format(texts);
}

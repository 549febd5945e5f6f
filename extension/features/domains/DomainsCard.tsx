import { useEffect } from "preact/hooks";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { say } from "../manage/toast.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { AddDomain } from "./AddDomain.tsx";
import { DomainRow } from "./DomainRow.tsx";
import { companyDomains, domains, domainsProblem, forgetDomains, loadDomains, lookAgain } from "./domains.ts";

const LOOK_AGAIN = 60_000;

/** The domains that are the company's, and the record that proves each. */
export function DomainsCard({ belonging: { workspace } }: { belonging: Belonging }) {
  useEffect(() => {
    async function look(): Promise<void> {
      const found = await lookAgain(workspace.id);
      if (found !== undefined) say(t("ext.domains.found", { domain: found }));
    }
    void loadDomains(workspace.id);
    const stop = everySoOften(LOOK_AGAIN, () => void look());
    return () => {
      stop();
      forgetDomains();
    };
  }, [workspace.id]);
  const shown = domains.value;
  const problem = domainsProblem.value;
  const byMailbox = companyDomains.value.filter(
    (domain) => !shown?.some((one) => one.domain === domain && one.status === "proven"),
  );
  return (
    <SettingsCard name="domains" note={t("ext.domains.note")}>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadDomains(workspace.id) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={2} label={t("ext.loading")} />}
      {shown?.length === 0 && <p class="muted">{t("ext.domains.none")}</p>}
      {shown && shown.length > 0 && (
        <ul class="lines">
          {shown.map((domain) => (
            <DomainRow key={domain.domain} domain={domain} />
          ))}
        </ul>
      )}
      {byMailbox.length > 0 && (
        <p class="small muted">{t("ext.domains.by_mailbox", { domains: byMailbox.join(", ") })}</p>
      )}
      {shown && <AddDomain />}
    </SettingsCard>
  );
}

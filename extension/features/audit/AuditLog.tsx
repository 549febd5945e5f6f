import { useEffect, useRef } from "preact/hooks";
import { problemText, t } from "../../language.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { DownloadButton } from "../download/DownloadButton.tsx";
import { AuditEntries } from "./AuditEntries.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import {
  auditFile,
  auditFilter,
  auditProblem,
  closeAudit,
  entries,
  filterAudit,
  forgetAudit,
  loadAudit,
  NO_FILTER,
  saveAudit,
} from "./audit.ts";

const LOOK_AGAIN = 30_000;

/** Who did what to whom in the workspace, the newest first. */
export function AuditLog({ workspaceId }: { workspaceId: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    const look = () => void loadAudit(workspaceId);
    look();
    const stop = everySoOften(LOOK_AGAIN, look);
    return () => {
      stop();
      forgetAudit();
    };
  }, [workspaceId]);
  return (
    <section class="list audit" aria-labelledby="audit-title">
      <div class="trash-head">
        <div>
          <h2 ref={title} id="audit-title" tabIndex={-1}>
            {t("ext.audit.title")}
          </h2>
          <p class="small muted">{t("ext.audit.note")}</p>
        </div>
        <div class="bar-acts">
          <DownloadButton label={t("ext.audit.download")} download={auditFile} onPress={saveAudit} />
          <button type="button" class="button" onClick={closeAudit}>
            {t("ext.audit.back")}
          </button>
        </div>
      </div>
      {auditFile.problem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void saveAudit() }}>
          {t("ext.download.failed", { why: problemText(auditFile.problem.value) })}
        </Notice>
      )}
      <AuditFilters workspaceId={workspaceId} title={title} />
      <div class="card list-card">
        <Body workspaceId={workspaceId} />
      </div>
    </section>
  );
}

function Body({ workspaceId }: { workspaceId: string }) {
  const shown = entries.value;
  const problem = auditProblem.value;
  return (
    <>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadAudit(workspaceId) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={6} label={t("ext.loading")} />}
      {shown && shown.length > 0 && <AuditEntries workspaceId={workspaceId} />}
      {shown?.length === 0 && (
        <div class="nobody">
          <p class="muted">{t("ext.audit.none")}</p>
          {auditFilter.value !== NO_FILTER && (
            <button type="button" class="button" onClick={() => void filterAudit(NO_FILTER)}>
              {t("ext.manage.clear")}
            </button>
          )}
        </div>
      )}
    </>
  );
}

import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PageFrame } from "../page/PageFrame.tsx";
import { isUnfinished } from "./choose-file.ts";
import { ElsewhereCard } from "./ElsewhereCard.tsx";
import { PublishAllCard } from "./PublishAllCard.tsx";
import { PublishCard } from "./PublishCard.tsx";
import { QueueCard } from "./QueueCard.tsx";
import { arrived } from "./queue.ts";
import { startProblem } from "./start-upload.ts";
import { TransferCard } from "./TransferCard.tsx";
import { transfer } from "./transfer.ts";
import { UnfinishedForm } from "./UnfinishedForm.tsx";
import { UploadForm } from "./UploadForm.tsx";
import { isOver } from "./upload-queue.ts";
import { isElsewhere } from "./upload-tab.ts";

export function UploadPage() {
  return (
    <PageFrame title={t("ext.upload.title")} narrow>
      {(belonging) => <Content belonging={belonging} />}
    </PageFrame>
  );
}

function Content({ belonging }: { belonging: Belonging }) {
  if (isElsewhere.value) return <ElsewhereCard />;
  if (isOver()) {
    const [media, ...others] = arrived.value;
    return media && others.length === 0 ? <PublishCard key={media.nodeId} media={media} /> : <PublishAllCard />;
  }
  if (transfer.value !== undefined) {
    return (
      <>
        <TransferCard />
        <QueueCard />
      </>
    );
  }
  // What has been chosen stays while the workspace does.
  if (!belonging.workspace.abilities.includes("content.create")) {
    return <Notice kind="hint">{t("ext.upload.forbidden")}</Notice>;
  }
  return (
    <>
      {isUnfinished.value ? (
        <UnfinishedForm />
      ) : (
        <UploadForm key={belonging.workspace.id} workspaceId={belonging.workspace.id} />
      )}
      <QueueCard />
      {startProblem.value && <Notice kind="problem">{problemText(startProblem.value)}</Notice>}
    </>
  );
}

import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PageFrame } from "../page/PageFrame.tsx";
import { PublishCard } from "./PublishCard.tsx";
import { startProblem, uploadedId } from "./start-upload.ts";
import { TransferCard } from "./TransferCard.tsx";
import { transfer } from "./transfer.ts";
import { UploadForm } from "./UploadForm.tsx";

export function UploadPage() {
  return (
    <PageFrame title={t("ext.upload.title")} narrow>
      {(belonging) => <Content belonging={belonging} />}
    </PageFrame>
  );
}

function Content({ belonging }: { belonging: Belonging }) {
  if (transfer.value === "done" && uploadedId.value !== undefined) return <PublishCard nodeId={uploadedId.value} />;
  if (transfer.value !== undefined) return <TransferCard />;
  // What has been chosen stays while the workspace does.
  if (!belonging.workspace.abilities.includes("content.create")) {
    return <Notice kind="hint">{t("ext.upload.forbidden")}</Notice>;
  }
  return (
    <>
      <UploadForm key={belonging.workspace.id} workspaceId={belonging.workspace.id} />
      {startProblem.value && <Notice kind="problem">{problemText(startProblem.value)}</Notice>}
    </>
  );
}

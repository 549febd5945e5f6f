import { counted, formatNumber, t } from "../../language.ts";
import { Notice } from "../../ui/Notice.tsx";
import { type FileProblem, fileProblem } from "./choose-file.ts";
import { formatBytes } from "./format-bytes.ts";

/** What of the files that were chosen is not taken, and why. */
export function FileNotice() {
  return fileProblem.value && <Notice kind="problem">{describeProblem(fileProblem.value)}</Notice>;
}

function describeProblem(problem: FileProblem): string {
  switch (problem.why) {
    case "not_taken":
      return t("ext.upload.not_taken");
    case "too_large":
      return t("ext.upload.too_large", { size: formatBytes(problem.most) });
    case "unreadable":
      return t("ext.upload.unreadable", { file: problem.fileName });
    case "set_aside":
      return t(counted("ext.upload.set_aside", problem.count), { count: formatNumber(problem.count) });
    case "other_file":
      return t("ext.upload.other_file", { file: problem.fileName });
  }
}

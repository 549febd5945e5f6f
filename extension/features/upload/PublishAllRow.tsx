import { problemText, t } from "../../language.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { isGone, type Outcome } from "./publish-all.ts";

/** One of several that are published together: its link once there is one, or what stands against it. */
export function PublishAllRow({ title, outcome }: { title: string; outcome: Outcome | undefined }) {
  const link = outcome && "url" in outcome ? outcome.url : undefined;
  const problem = outcome && "problem" in outcome ? outcome.problem : undefined;
  const isLeftOut = problem && isGone(problem);
  return (
    <li class="row">
      <span class="who">
        <strong>{title}</strong>
        {link && (
          <a class="small" href={link} target="_blank" rel="noreferrer">
            {t("ext.upload.open_page")}
          </a>
        )}
        {isLeftOut && <span class="small muted">{t("ext.upload.gone")}</span>}
        {problem && !isLeftOut && <span class="small bad">{problemText(problem)}</span>}
      </span>
      {link && <CopyButton text={link} look="quiet" />}
    </li>
  );
}

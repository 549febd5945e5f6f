import type { CaptionsTaken } from "../../../shared/api/captions.ts";
import { captionsWhy } from "../../../shared/i18n/captions-why.ts";
import { counted, formatNumber, t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { added } from "./captions.ts";

/** What the server took, language by language, and how much of it it could not read. */
export function AddedCaptions() {
  if (added.value.length === 0) return null;
  return (
    <ul class="captions-added">
      {added.value.map(({ kind, language, label, cues, dropped }) => (
        <li key={`${kind}:${language}`}>
          <Icon name="check" />
          <strong lang={language}>{label}</strong>
          <span class="small muted">{howMany(kind, cues)}</span>
          {dropped.length > 0 && <span class="small warn">{describeDropped(dropped)}</span>}
        </li>
      ))}
    </ul>
  );
}

function howMany(kind: CaptionsTaken["kind"], cues: number): string {
  const count = formatNumber(cues);
  return kind === "chapters"
    ? t(counted("sharing.chapters", cues), { count })
    : t(counted("captions.cues", cues), { count });
}

function describeDropped(dropped: CaptionsTaken["dropped"]): string {
  const [first] = dropped;
  if (!first) return "";
  const where = { line: formatNumber(first.line), why: captionsWhy(t, first.reason) ?? first.reason };
  return t(counted("ext.captions.dropped", dropped.length), { count: formatNumber(dropped.length), ...where });
}

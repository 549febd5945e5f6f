import type { CaptionsTaken } from "../../../shared/api/captions.ts";
import { captionsWhy } from "../../../shared/i18n/captions-why.ts";
import { counted, formatNumber, t } from "../../language.ts";

/** `12 lines`, `3 chapters`. */
export function describeCues({ kind, cues }: Pick<CaptionsTaken, "kind" | "cues">): string {
  const count = formatNumber(cues);
  return kind === "chapters"
    ? t(counted("sharing.chapters", cues), { count })
    : t(counted("captions.cues", cues), { count });
}

/** How much of a file could not be read, and the first of it; empty where all could. */
export function describeDropped({ dropped }: Pick<CaptionsTaken, "dropped">): string {
  const [first] = dropped;
  if (!first) return "";
  const where = { line: formatNumber(first.line), why: captionsWhy(t, first.reason) ?? first.reason };
  return t(counted("ext.captions.dropped", dropped.length), { count: formatNumber(dropped.length), ...where });
}

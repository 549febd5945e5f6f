import { t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { Icon } from "../../ui/Icon.tsx";
import { formatBytes } from "../upload/format-bytes.ts";
import type { Download } from "./download.ts";

type DownloadButtonProps = { label: string; download: Download; onPress: () => Promise<boolean> };

/** Begins a download; while it is under way, says how much has come and ends it. */
export function DownloadButton({ label, download: { received, cancel }, onPress }: DownloadButtonProps) {
  const bytes = received.value;
  async function press(): Promise<void> {
    if (bytes !== undefined) return cancel();
    announce(t("ext.download.begun"));
    if (await onPress()) announce(t("ext.download.saved"));
  }
  return (
    <button type="button" class="button" aria-busy={bytes !== undefined} onClick={() => void press()}>
      <Icon name={bytes === undefined ? "down" : "close"} />
      {bytes === undefined ? label : t("ext.download.cancel", { size: formatBytes(bytes) })}
    </button>
  );
}

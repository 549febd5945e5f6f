import { useSignal } from "@preact/signals";
import { t } from "../language.ts";
import { announce } from "./announce.ts";
import { Icon } from "./Icon.tsx";

const SHOWN_FOR = 2_000;

type CopyButtonProps = { text: string; look: "primary" | "quiet"; label?: string };

/** Copies a link, or what the label says, and says so where one looks. */
export function CopyButton({ text, look, label = t("ext.copy") }: CopyButtonProps) {
  const copied = useSignal(false);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    copied.value = true;
    announce(t("ext.copied"));
    setTimeout(() => {
      copied.value = false;
    }, SHOWN_FOR);
  }
  return (
    <button type="button" class={`button ${look}`} onClick={copy}>
      <Icon name={copied.value ? "check" : "copy"} />
      {/* Both words keep the place, so that the button does not change its width. */}
      <span class="stack">
        <span class={copied.value ? "away" : ""}>{label}</span>
        <span class={copied.value ? "" : "away"}>{t("ext.copied")}</span>
      </span>
    </button>
  );
}

import { useSignal } from "@preact/signals";
import { t } from "../language.ts";
import { announce } from "./announce.ts";
import { copyText } from "./copy-text.ts";
import { Icon } from "./Icon.tsx";

const SHOWN_FOR = 2_000;

type CopyButtonProps = { text: string; look: "primary" | "quiet"; label?: string };

/** Copies a link, or what the label says, and says so where one looks. */
export function CopyButton({ text, look, label = t("ext.copy") }: CopyButtonProps) {
  const became = useSignal<"ext.copied" | "ext.not_copied" | undefined>(undefined);
  async function copy(): Promise<void> {
    const done = (await copyText(text)) ? "ext.copied" : "ext.not_copied";
    became.value = done;
    announce(t(done));
    setTimeout(() => {
      became.value = undefined;
    }, SHOWN_FOR);
  }
  const said = t(became.value ?? "ext.copied");
  return (
    <button type="button" class={`button ${look}`} onClick={copy}>
      <Icon name={became.value === "ext.copied" ? "check" : "copy"} />
      {/* Both words keep the place, so that the button does not change its width. */}
      <span class="stack">
        <span class={became.value ? "away" : ""}>{label}</span>
        <span class={became.value ? "" : "away"}>{said}</span>
      </span>
    </button>
  );
}

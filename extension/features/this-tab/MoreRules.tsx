import { useSignal } from "@preact/signals";
import type { ShareWithNode } from "../../../shared/api/shares.ts";
import { t, withWords } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";

/** The way to all else that a share has rules for. Few change it at every opening: it is loaded once it is asked for. */
export function MoreRules({ share }: { share: ShareWithNode }) {
  const rules = useSignal<typeof import("../share-rules/ShareRules.tsx") | undefined>(undefined);
  const isOpen = useSignal(false);
  async function toggle(): Promise<void> {
    rules.value ??= await withWords(import("../share-rules/ShareRules.tsx"));
    isOpen.value = !isOpen.value;
  }
  return (
    <div class="share-note more-rules">
      <button type="button" class="button quiet" aria-expanded={isOpen.value} onClick={() => void toggle()}>
        {t("ext.rules.more")}
        <Icon name="chevron" />
      </button>
      {isOpen.value && rules.value && <rules.value.ShareRules share={share} />}
    </div>
  );
}

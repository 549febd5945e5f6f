import { useSignal } from "@preact/signals";
import { t, withWords } from "../../language.ts";
import { type Belonging, mayInvite } from "../../session/belonging.ts";

/** Reads the page in front, once it is asked to and not before. What does so is loaded then. */
export function OnThisPage({ belonging }: { belonging: Belonging }) {
  const found = useSignal<typeof import("./FoundHere.tsx") | undefined>(undefined);
  const asked = useSignal(0);
  const invites = mayInvite(belonging);
  if (!invites && !belonging.workspace.abilities.includes("content.share")) return null;

  async function look(): Promise<void> {
    found.value ??= await withWords(import("./FoundHere.tsx"));
    asked.value += 1;
  }
  return (
    <section aria-labelledby="page-title">
      <h2>
        <span id="page-title">{t("ext.page.title")}</span>
        <button type="button" class="button quiet" onClick={() => void look()}>
          {t(invites ? "ext.page.read" : "ext.page.read_links")}
        </button>
      </h2>
      {found.value ? (
        <found.value.FoundHere belonging={belonging} asked={asked.value} />
      ) : (
        <p class="small muted">{t(invites ? "ext.page.note" : "ext.page.note_links")}</p>
      )}
    </section>
  );
}

import { useSignalEffect } from "@preact/signals";
import type { ShareWithNode } from "../../../shared/api/shares.ts";
import { t } from "../../language.ts";
import { showShare } from "../share/change-share.ts";
import { asked, lastChanged, slug } from "../share/share.ts";
import { foundShares, noteChanged } from "./found-shares.ts";

/** The card stands above, perhaps out of view. */
function control(found: ShareWithNode): void {
  // It may be in hand already, changed since it was found.
  if (slug.peek() !== found.slug) showShare(found);
  requestAnimationFrame(() => document.getElementById("tab-title")?.scrollIntoView({ block: "nearest" }));
}

/** The links to shares on the page, each to be opened in the card that controls one. */
export function FoundShares() {
  useSignalEffect(() => {
    if (lastChanged.value) noteChanged(lastChanged.value);
  });
  return (
    <ul class="rows found-shares" aria-label={t("ext.page.links")}>
      {foundShares.value.map((found) => (
        <li key={found.slug} class="row">
          <span class="who">
            <strong title={found.node.title}>{found.node.title}</strong>
            <span class={`small visibility ${found.endedAt === null ? found.visibility : "ended"}`}>
              {t(`ext.visibility.${found.endedAt === null ? found.visibility : "ended"}`)}
            </span>
          </span>
          <button
            type="button"
            class="button"
            aria-label={t("ext.page.control_long", { title: found.node.title })}
            aria-pressed={slug.value === found.slug}
            // A change on its way is the other's.
            disabled={asked.value !== undefined}
            onClick={() => control(found)}
          >
            {t("ext.page.control")}
          </button>
        </li>
      ))}
    </ul>
  );
}

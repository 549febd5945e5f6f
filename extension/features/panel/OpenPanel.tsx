import { useEffect, useRef } from "preact/hooks";
import { browser } from "wxt/browser";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { openPanel } from "./open-panel.ts";

/** The same as the page that manages, beside the tab in front; the popup makes way for it. */
export function OpenPanel() {
  const windowId = useRef<number>(browser.windows.WINDOW_ID_CURRENT);
  // Asked for before the click, which is good for no more than what is done at once.
  useEffect(() => {
    void browser.windows.getCurrent().then(({ id }) => {
      windowId.current = id ?? windowId.current;
    });
  }, []);
  return (
    <button
      type="button"
      class="button quiet"
      title={t("ext.panel.open")}
      onClick={() => void openPanel(windowId.current).then(() => window.close())}
    >
      <Icon name="panel" />
      <span class="unseen">{t("ext.panel.open")}</span>
    </button>
  );
}

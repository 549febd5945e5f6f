import { browser } from "wxt/browser";

/** Firefox has a sidebar, which the types of other browsers do not know. */
type WithSidebar = { sidebarAction: { open(): Promise<void> } };

/**
 * Opens the side panel of a window. Browsers do so in answer to a click or a key alone: it is called before anything is
 * waited for. Firefox opens that of the window in front.
 */
export async function openPanel(windowId: number): Promise<void> {
  if (import.meta.env.FIREFOX) await (browser as unknown as WithSidebar).sidebarAction.open();
  else await browser.sidePanel.open({ windowId });
}

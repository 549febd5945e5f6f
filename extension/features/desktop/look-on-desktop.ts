import { browser } from "wxt/browser";
import { answer, api } from "../../api.ts";
import { oneAtATime } from "../../live/one-at-a-time.ts";
import { desktopItem, keepWhileSignedIn, refreshTokenItem } from "../../storage.ts";
import { compareWith, openRequestOf } from "./open-requests.ts";
import { showRequest, showSeveral } from "./show.ts";

/** As many as are read at a look: those of a minute. */
const READ = 50;
/** More at once are told of by their number. */
const EACH_MOST = 3;

/** Looks for new requests and shows them on the desktop; takes away those that were decided elsewhere. */
export const lookOnDesktop = oneAtATime(async () => {
  try {
    await look();
  } catch {
    // The next minute looks again.
  }
});

async function look(): Promise<void> {
  if ((await refreshTokenItem.getValue()) === null) return;
  const { items } = await answer(api.notifications.$get({ query: { limit: String(READ) } }));
  const before = await desktopItem.getValue();
  const { fresh, over, next } = compareWith(before, items);
  const each = fresh.length <= EACH_MOST ? fresh : [];
  const shown = Object.fromEntries(each.flatMap((one) => [[one.id, openRequestOf(one)]].filter(([, open]) => open)));
  // Kept first: a worker that dies in between tells of one too few rather than twice.
  await keepWhileSignedIn(desktopItem, { ...next, shown: { ...next.shown, ...shown } });
  await Promise.all(over.map((id) => browser.notifications.clear(id)));
  for (const one of each) await showRequest(one);
  if (fresh.length > EACH_MOST) await showSeveral(fresh.length);
}

import { browser } from "wxt/browser";
import { answer, apiOf } from "../../api.ts";
import { oneAtATime } from "../../live/one-at-a-time.ts";
import { desktopItem, keepWhileSignedIn, refreshTokenItem } from "../../storage.ts";
import { compareWith, openRequestOf } from "./open-requests.ts";
import { notificationId, showRequest, showSeveral } from "./show.ts";

/** As many as are read at a look: those of a minute. */
const READ = 50;
/** More at once are told of by their number. */
const EACH_MOST = 3;

const looks = new Map<string, () => void>();

/**
 * Looks for new requests on a server and shows them on the desktop; takes away those that were decided elsewhere. A
 * server that does not answer keeps no other one's waiting.
 */
export function lookOnDesktop(server: string): void {
  const look = looks.get(server) ?? oneAtATime(() => lookOnce(server));
  looks.set(server, look);
  look();
}

async function lookOnce(server: string): Promise<void> {
  try {
    await lookAt(server);
  } catch {
    // The next minute looks again.
  }
}

async function lookAt(server: string): Promise<void> {
  if ((await refreshTokenItem.getValue(server)) === null) return;
  const { items } = await answer(apiOf(server).notifications.$get({ query: { limit: String(READ) } }));
  const before = await desktopItem.of(server).getValue();
  const { fresh, over, next } = compareWith(before, items);
  const each = fresh.length <= EACH_MOST ? fresh : [];
  const shown = Object.fromEntries(each.flatMap((one) => [[one.id, openRequestOf(one)]].filter(([, open]) => open)));
  // Kept first: a worker that dies in between tells of one too few rather than twice.
  await keepWhileSignedIn(desktopItem, { ...next, shown: { ...next.shown, ...shown } }, server);
  await Promise.all(over.map((id) => browser.notifications.clear(notificationId(server, id))));
  for (const one of each) await showRequest(server, one);
  if (fresh.length > EACH_MOST) await showSeveral(server, fresh.length);
}

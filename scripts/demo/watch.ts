import type { Person, Places } from "./person.ts";

const BROWSERS = ["Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "Linux; Android 10; K"];
const VIEWERS = 48;

type Watched = { version: number; retention: { second: number }[] };

/** People who watch the public video of the demo, each as far as they like it; told as its page tells it. */
export async function watch({ url }: Places, amelie: Person, videoId: string): Promise<void> {
  const { version, retention } = await amelie.call<Watched>("GET", `/videos/${videoId}/stats`);
  const { items } = await amelie.call<{ items: { slug: string }[] }>("GET", `/nodes/${videoId}/shares`);
  const { length } = retention;
  for (let viewer = 0; viewer < VIEWERS; viewer += 1) {
    const agent = `Mozilla/5.0 (${BROWSERS[viewer % BROWSERS.length]}) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36`;
    // Half of them see the end, and some begin later.
    const [from, to] = [viewer % 9 === 0 ? 2 : 0, viewer % 2 === 0 ? length : 3 + (viewer % Math.max(1, length - 3))];
    const answer = await fetch(`${url}/s/${items[0]?.slug}/views`, {
      method: "POST",
      // From addresses that documents may use (RFC 5737).
      headers: {
        "Content-Type": "application/json",
        "User-Agent": agent,
        "CF-Connecting-IP": `198.51.100.${viewer + 1}`,
      },
      body: JSON.stringify({ version, watched: [[from, Math.min(to, length)]] }),
    });
    if (!answer.ok) throw new Error(`A view was answered ${answer.status}: ${await answer.text()}`);
  }
}

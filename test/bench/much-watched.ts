import { BROWSER } from "../support/browser-agent.ts";
import { call } from "./http-client.ts";
import type { Subject } from "./measure.ts";
import { bearer } from "./people.ts";
import type { Tree } from "./plant-tree.ts";
import { plantViews, type Watched } from "./plant-views.ts";

/** At most one and a half times the cost. */
const TARGET = 0.67;

type Scale = { tree: Tree; views: number };
type Ask = (tree: Tree, watched: Watched, n: number) => Promise<void>;

/** What a video costs that was watched very often, beside one that was watched seldom: 1 is as fast. */
export async function muchWatched(small: Scale, large: Scale): Promise<Subject[]> {
  const seldom = await plantViews(small.tree, small.views);
  const often = await plantViews(large.tree, large.views);
  const beside = (name: string, ask: Ask): Subject => ({
    name: `${name}, ${large.views.toLocaleString("en")} views`,
    target: TARGET,
    baseline: {
      name: `the same, ${small.views.toLocaleString("en")}`,
      once: (n) => ask(small.tree, seldom, n),
    },
    once: (n) => ask(large.tree, often, n),
  });
  return [
    beside("share page to an editor", (tree, { slug }) => read(tree, `/s/${slug}`)),
    beside("its charts", (tree, { slug }) => read(tree, `/s/${slug}?stats`)),
    beside("links of a video", (tree, { videoId }) => read(tree, `/api/v1/nodes/${videoId}/shares`)),
    beside("counting a view", ({ scene }, { slug }, n) => tell(`${scene.foyer.url}/s/${slug}/views`, n)),
  ];
}

const read = ({ scene, member }: Tree, path: string) => get(`${scene.foyer.url}${path}`, bearer(member.token));

async function get(url: string, headers: Record<string, string>): Promise<void> {
  await call({ method: "GET", url, headers, status: 200 });
}

/** By somebody else each time. */
async function tell(url: string, n: number): Promise<void> {
  const network = [10, n >> 16, n >> 8, n].map((part) => part & 255).join(".");
  const headers = { "User-Agent": BROWSER, "CF-Connecting-IP": network };
  await call({ method: "POST", url, headers, body: { version: 1, watched: [[0, 42]] }, status: 204 });
}

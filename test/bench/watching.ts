import type { Person } from "../support/plant-people.ts";
import { call, type HttpCall } from "./http-client.ts";
import type { Baseline, Subject } from "./measure.ts";
import { bearer, makeWorkspace, type Scene, taken } from "./people.ts";
import { plantClip, plantCollection, plantShares } from "./plant-shares.ts";

const COLD_SHARES = 4_000;
const COLLECTION_ITEMS = 50;
const RANGE_BYTES = 64 * 1024;
const CLIP_BYTES = 4 * 1024 ** 2;

/** What `share-page.md` promises, of the same workerd answering a constant of the same size. */
const TARGET = { publicWarm: 0.6, memberWarm: 0.3 };

type Stage = { scene: Scene; constantUrl: string; admin: Person };

/** Every way of watching; warm asks for one page again and again, cold for another each time. */
export async function watching(stage: Stage): Promise<Subject[]> {
  const { scene, admin } = stage;
  const workspaceId = await makeWorkspace(scene, admin, 5);
  const open = await plantShares(scene, workspaceId, "public", COLD_SHARES);
  const forMembers = taken(await plantShares(scene, workspaceId, "restricted", 1), 0);
  const locked = taken(await plantShares(scene, workspaceId, "password", 1), 0);
  const collection = await plantCollection(scene, workspaceId, COLLECTION_ITEMS);
  const pageOf = (slug: string) => ({ method: "GET", url: `${scene.foyer.url}/s/${slug}`, status: 200 });
  const warm = pageOf(taken(open, 0));
  return [
    await subject(stage, "share page, public, warm", () => warm, TARGET.publicWarm),
    await subject(stage, "share page, public, cold", (n) => pageOf(taken(open, 1 + (n % (open.length - 1))))),
    await subject(
      stage,
      "share page, member, warm",
      () => ({ ...pageOf(forMembers), headers: bearer(admin.token) }),
      TARGET.memberWarm,
    ),
    await subject(stage, `collection page of ${COLLECTION_ITEMS} items, public, warm`, () => pageOf(collection)),
    await subject(stage, "password page", () => pageOf(locked)),
    await mediaRange(stage, workspaceId),
  ];
}

async function mediaRange(stage: Stage, workspaceId: string): Promise<Subject> {
  const { scene, admin } = stage;
  const slug = await plantClip(scene, admin, workspaceId, CLIP_BYTES);
  const url = `${scene.foyer.url}/s/${slug}/media`;
  return subject(stage, `media range of ${RANGE_BYTES / 1024} KiB`, (n) => {
    const start = (n * RANGE_BYTES) % (CLIP_BYTES - RANGE_BYTES);
    return { method: "GET", url, status: 206, headers: { Range: `bytes=${start}-${start + RANGE_BYTES - 1}` } };
  });
}

/** A request beside the constant of as many bytes as it answers. */
async function subject(
  { constantUrl }: Stage,
  name: string,
  ask: (n: number) => HttpCall,
  target?: number,
): Promise<Subject> {
  const { length } = await call(ask(0));
  const baseline: Baseline = {
    name: `workerd constant of ${length} bytes`,
    once: async () => {
      await call({ method: "GET", url: `${constantUrl}/${length}`, status: 200 });
    },
  };
  const once = async (n: number) => {
    await call(ask(n));
  };
  return { name, baseline, once, ...(target === undefined ? {} : { target }) };
}

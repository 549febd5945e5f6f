import type { RequestContext } from "../context.ts";
import { digest } from "../secrets/derive.ts";

/** One viewer of something on one day; of strangers, also where they came from. */
export type Viewer = { nodeId: string; day: number; viewer: string; network: string | null };

/** Of whom something is told, and what it is of. */
type Viewing = { nodeId: string; day: number; userId: string | undefined };

/** 132 bits: nobody meets another, and a busy day stays small. */
const DIGEST_CHARACTERS = 22;

/**
 * Who watches something on a day, as the database keeps it until that is over: whoever is signed in, else what shares a
 * network and an agent. Keyed, and over day and video, so that nobody is known again on another day or elsewhere.
 */
export async function viewerOf(ctx: RequestContext, { nodeId, day, userId }: Viewing): Promise<Viewer> {
  const digestOf = async (who: string) =>
    (await digest(ctx.settings, `viewer:${nodeId}:${day}:${who}`)).slice(0, DIGEST_CHARACTERS);
  if (userId !== undefined) return { nodeId, day, viewer: await digestOf(`user:${userId}`), network: null };
  const [viewer, network] = await Promise.all([
    digestOf(`from:${ctx.network}:${ctx.userAgent}`),
    digestOf(`network:${ctx.network}`),
  ]);
  return { nodeId, day, viewer, network };
}

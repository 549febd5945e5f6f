import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { replicaHeartbeat } from "../schema/replica-heartbeat.ts";
import type { Beat } from "./beats.ts";

/** Many isolates ask, and so many milliseconds pass between two writes all the same. */
const DUE_AFTER_MS = 100;

const CLOCK = sql`CAST(unixepoch('subsec') * 1000 AS INTEGER)`;

/** The proof a replica's answer carries: the beat it shows. */
export const SHOWN_BEAT = "SELECT beat FROM replica_heartbeat";

/** Asks the primary for a beat: writes one where it is due, answers the newest. A clock set back makes it due. */
export async function askForBeat({ write }: Pick<Database, "write">): Promise<Beat> {
  const [written, [newest]] = await write.batch([
    write
      .update(replicaHeartbeat)
      .set({ beat: sql`beat + 1`, at: CLOCK })
      .where(sql`at NOT BETWEEN ${CLOCK} - ${DUE_AFTER_MS - 1} AND ${CLOCK}`)
      .returning({ beat: replicaHeartbeat.beat }),
    write.select({ beat: replicaHeartbeat.beat }).from(replicaHeartbeat),
  ]);
  if (!newest) throw new Error("the heartbeat's row is missing");
  return { beat: newest.beat, wrote: written.length > 0 };
}

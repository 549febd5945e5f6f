import { fillPlaceholders, type Placeholder, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Query } from "drizzle-orm/sql";
import { type Batches, drizzleOn, type Handle } from "./client.ts";

/** What a query is made of: a value that is known, or the place of one that each request fills in. */
export type Value<T> = T | Placeholder;

type Scalar = string | number | boolean | null;
type Slots<N extends string> = Readonly<Record<N, Placeholder>>;
type Preparable = BatchItem<"sqlite"> & { prepare(): unknown };
type Ready = { getQuery(): Query; mapResult(result: unknown, isFromBatch: boolean): unknown };

/** Builds SQL and never runs it. */
const builder = drizzleOn({ execute: never, batch: never } satisfies Batches);

function never(): never {
  throw new Error("a prepared query was run without a database");
}

/**
 * A query whose SQL is made once an isolate rather than once a request: making it costs a third of what the Worker
 * spends on a read. `names` are the values that each request fills in; what else may differ, such as which filters are
 * set, is its `shape`, of which there must be few. Answers what takes the values to an item of a batch.
 */
export function prepared<N extends string, Q extends Preparable, S = null>(
  names: readonly N[],
  build: (db: Handle, slots: Slots<N>, shape: S) => Q,
): (values: Readonly<Record<N, Scalar>>, ...shape: S extends null ? [] : [S]) => Q {
  const slots = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as Slots<never> as Slots<N>;
  const known = new Map<string, Ready>();
  return (values, ...[shape = null]) => {
    const key = JSON.stringify(shape);
    const ready = known.get(key) ?? (build(builder, slots, shape as S).prepare() as Ready);
    known.set(key, ready);
    return filled(ready, values) as unknown as Q;
  };
}

/** All that a batch asks of a query. */
function filled(ready: Ready, values: Record<string, Scalar>) {
  return {
    _prepare: () => ({
      getQuery: () => {
        const { sql: text, params } = ready.getQuery();
        return { sql: text, params: fillPlaceholders(params, values) };
      },
      mapResult: (result: unknown, isFromBatch: boolean) => ready.mapResult(result, isFromBatch),
    }),
  };
}

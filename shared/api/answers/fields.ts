import * as v from "valibot";
import { described } from "../fields.ts";

/** A schema under the name that it has in the API's document. */
export function named<S extends v.GenericSchema>(name: string, schema: S): S {
  return v.pipe(schema, v.title(name)) as unknown as S;
}

const nextCursor = described(v.nullable(v.string()), "The `cursor` of the next page; null on the last.");

/** A page of such items. */
export function pageOf<S extends v.GenericSchema>(item: S) {
  return v.object({ items: v.array(item), nextCursor });
}

/** A whole list, which has no further page. */
export function listOf<S extends v.GenericSchema>(item: S) {
  return v.object({ items: v.array(item), nextCursor: described(v.null(), "The list is always whole.") });
}

/** An answer that says all that another says, and more. */
export function withMore<const Base extends v.ObjectEntries, const More extends v.ObjectEntries>(
  base: v.ObjectSchema<Base, undefined>,
  more: More,
) {
  return v.object({ ...base.entries, ...more });
}

/** A moment as answers tell it: ISO 8601, UTC. */
export const moment = v.pipe(v.string(), v.isoTimestamp());

/** An address as answers tell it. */
export const addressText = v.pipe(v.string(), v.metadata({ format: "email" }));

/** An address on the web as answers tell it. */
export const urlText = v.pipe(v.string(), v.metadata({ format: "uri" }));

/** A count as answers tell it. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Where there is nothing to say. */
export const nothing = v.strictObject({});

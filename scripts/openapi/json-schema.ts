import { type JsonSchema, toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { pageQuery } from "../../shared/api/fields.ts";
import { PAGE_DEFAULT, PAGE_MAX } from "../../shared/limits.ts";

export type { JsonSchema };

/** The schemas that have a name, by it; filled while others are written that name them. */
export type Components = Map<string, JsonSchema>;

const LIMIT: JsonSchema = { type: "integer", minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT };

/** What valibot checks, as JSON Schema 2020-12: named schemas as references to `components`. */
export function writeSchema(schema: v.GenericSchema, components: Components): JsonSchema {
  const named = namedWithin(schema);
  const definitions = Object.fromEntries(named);
  const {
    $defs = {},
    $schema,
    ...written
  } = toJsonSchema(schema, {
    target: "draft-2020-12",
    typeMode: "input",
    errorMode: "ignore",
    definitions,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema === (pageQuery.limit as v.GenericSchema) ? LIMIT : closedToNothing(jsonSchema),
  });
  for (const [name, definition] of Object.entries($defs as Record<string, JsonSchema>)) {
    const { title, ...rest } = definition;
    components.set(name, rest);
  }
  return written;
}

/** An object that asks for nothing says so by saying nothing. */
function closedToNothing(schema: JsonSchema): JsonSchema {
  const { required, ...rest } = schema;
  return Array.isArray(required) && required.length === 0 ? rest : schema;
}

type Parts = {
  entries?: Record<string, v.GenericSchema>;
  item?: v.GenericSchema;
  wrapped?: v.GenericSchema;
  options?: unknown[];
};

/** Every schema with a name that stands in another, itself included. */
function namedWithin(schema: v.GenericSchema, found = new Map<string, v.GenericSchema>()) {
  const name = "pipe" in schema ? v.getTitle(schema) : undefined;
  if (name !== undefined) {
    const known = found.get(name);
    if (known !== undefined && known !== schema) throw new Error(`Two schemas are named ${name}.`);
    if (known) return found;
    found.set(name, schema);
  }
  const { entries = {}, item, wrapped } = schema as Parts;
  for (const part of [...Object.values(entries), item, wrapped]) if (part) namedWithin(part, found);
  return found;
}

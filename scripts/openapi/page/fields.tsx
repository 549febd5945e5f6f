import type { JsonSchema } from "../json-schema.ts";
import { Line } from "./prose.tsx";

export type Field = { name: string; schema: JsonSchema; required: boolean };

/** Fields one below the other: name, what it may be, whether it must be there, and what it means. */
export function Fields({ fields }: { fields: Field[] }) {
  return (
    <dl class="fields">
      {fields.map(({ name, schema, required }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
            <span class="kind">
              <Kind schema={schema} />
            </span>
            {required && <span class="must">required</span>}
          </dt>
          {schema.description && (
            <dd>
              <Line text={schema.description} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** The fields of an object, those of what stands in it after it: `invitations[].email`. */
export function fieldsOf(schema: JsonSchema, before = ""): Field[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  return properties.flatMap(([key, value]) => {
    const name = `${before}${key}`;
    return [{ name, schema: value, required: schema.required?.includes(key) ?? false }, ...fieldsWithin(value, name)];
  });
}

function fieldsWithin(schema: JsonSchema, name: string): Field[] {
  if (schema.type === "array") return fieldsWithin(schema.items as JsonSchema, `${name}[]`);
  const [only] = withoutNull(schema);
  if (only) return fieldsWithin(only, name);
  return schema.type === "object" ? fieldsOf(schema, `${name}.`) : [];
}

/** What a value may be, in words; a named object as a link to it. */
export function Kind({ schema }: { schema: JsonSchema }) {
  if (schema.$ref !== undefined) return <ObjectLink reference={schema.$ref} />;
  const [only] = withoutNull(schema);
  if (only)
    return (
      <>
        <Kind schema={only} /> or null
      </>
    );
  if (schema.type === "array")
    return (
      <>
        list of <Kind schema={schema.items as JsonSchema} />
        {between(schema.minItems, schema.maxItems, "")}
      </>
    );
  return <>{kindOf(schema)}</>;
}

function withoutNull(schema: JsonSchema): JsonSchema[] {
  const options = (schema.anyOf ?? []) as JsonSchema[];
  return options.some(({ type }) => type === "null") ? options.filter(({ type }) => type !== "null") : [];
}

export function ObjectLink({ reference }: { reference: string }) {
  const name = reference.split("/").at(-1) ?? "";
  return <a href={`#object-${name}`}>{name}</a>;
}

function kindOf(schema: JsonSchema): string {
  const id = /^\^([a-z]+)_\[0-7\]/.exec(schema.pattern ?? "")?.[1];
  if (id !== undefined) return `id ${id}_…`;
  if (schema.enum) return schema.enum.join(", ");
  if (schema.format === "date-time") return "time, ISO 8601";
  if (schema.format === "email") return "e-mail address";
  if (schema.format === "uri") return "URL";
  if (schema.type === "string") return `text${between(schema.minLength, schema.maxLength, " characters")}`;
  if (schema.type === "integer") return `whole number${between(schema.minimum, schema.maximum, "")}`;
  return { number: "number", boolean: "true or false", null: "null", object: "object" }[String(schema.type)] ?? "any";
}

function between(least: number | undefined, most: number | undefined, of: string): string {
  if (most === undefined || most === Number.MAX_SAFE_INTEGER) return "";
  const end = `${most.toLocaleString("en")}${of}`;
  return least === undefined ? `, at most ${end}` : `, ${least} to ${end}`;
}

import type { JsonSchema } from "../json-schema.ts";
import type { Operation } from "../operation.ts";
import { curlOf } from "./curl.ts";
import { type Field, Fields, fieldsOf, Kind } from "./fields.tsx";
import { Line, Prose } from "./prose.tsx";

type CallProps = { method: string; path: string; operation: Operation };

/** One route: what it does, who may call it, what goes in and what comes back. */
export function Call({ method, path, operation }: CallProps) {
  const { operationId, summary, description } = operation;
  return (
    <section class="call" id={operationId} aria-labelledby={`${operationId}-name`}>
      <h3 id={`${operationId}-name`}>
        <a href={`#${operationId}`}>{summary}</a>
      </h3>
      <p class="line">
        <b class={method.toLowerCase()}>{method}</b>
        <Path path={path} />
      </p>
      {description && <Prose text={description} />}
      <p class="who">{whoMayCall(operation)}</p>
      <Input title="In the path" fields={parametersIn("path", operation)} />
      <Input title="In the query" fields={parametersIn("query", operation)} />
      <Input title="In the headers" fields={parametersIn("header", operation)} />
      <Body operation={operation} />
      <h4>Example</h4>
      <pre>{curlOf(method, path, operation)}</pre>
      <Answers operation={operation} />
    </section>
  );
}

/** Breaks where a part ends, if it must. */
function Path({ path }: { path: string }) {
  return path.split(/(?=\/)/).map((part) => (
    <>
      <wbr />
      {part}
    </>
  ));
}

function whoMayCall({ security }: Operation) {
  if (security.every((one) => Object.keys(one).length === 0)) return "Anyone; needs no sign-in, and takes no API key.";
  const scope = security.find((one) => one.apiKey)?.apiKey?.[0];
  if (scope === undefined) return "People who signed in; takes no API key.";
  return (
    <>
      People who signed in, and API keys with the scope <code>{scope}</code>.
    </>
  );
}

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: JsonSchema };

function parametersIn(where: string, { parameters = [] }: Operation): Field[] {
  return (parameters as (Parameter | { $ref: string })[]).flatMap((one) => {
    if ("$ref" in one) return where === "header" ? (REFERENCED[one.$ref.split("/").at(-1) ?? ""] ?? []) : [];
    const { name, required, description, schema } = one;
    const told = description === undefined ? schema : { ...schema, description };
    return one.in === where ? [{ name, required, schema: told }] : [];
  });
}

/** The headers that many routes take, by their name in the document; said once, in the introduction. */
const REFERENCED: Record<string, Field> = {
  IdempotencyKey: saidAbove("Idempotency-Key", "Trying again"),
  IfMatch: saidAbove("If-Match", "Changing what others change"),
  IfNoneMatch: saidAbove("If-None-Match", "Changing what others change"),
};

function saidAbove(name: string, heading: string): Field {
  const description = `See [${heading}](#${heading.toLowerCase().replaceAll(" ", "-")}).`;
  return { name, required: false, schema: { type: "string", description } };
}

function Input({ title, fields }: { title: string; fields: Field[] }) {
  if (fields.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <Fields fields={fields} />
    </>
  );
}

function Body({ operation: { requestBody } }: { operation: Operation }) {
  if (!requestBody) return null;
  const { "application/json": json, ...files } = requestBody.content;
  return (
    <>
      <h4>{requestBody.required ? "Body" : "Body, may be left out"}</h4>
      {json ? <Fields fields={fieldsOf(json.schema)} /> : <p>The file: {Object.keys(files).join(", ")}.</p>}
    </>
  );
}

function Answers({ operation: { responses } }: { operation: Operation }) {
  const entries = Object.entries(responses);
  const refusals = entries.flatMap(([, { content }]) => codesOf(content?.["application/problem+json"]?.schema));
  return (
    <>
      <h4>Answers</h4>
      <ul class="answers">
        {entries
          .filter(([status]) => Number(status) < 400)
          .map(([status, answer]) => (
            <li key={status}>
              <OneAnswer status={status} answer={answer} />
            </li>
          ))}
      </ul>
      <h4>Refusals</h4>
      <p class="codes">
        {refusals.map((code, at) => (
          <>
            {at > 0 && ", "}
            <a href={`/docs/errors#${code}`}>
              <code>{code}</code>
            </a>
          </>
        ))}
      </p>
    </>
  );
}

function OneAnswer({ status, answer }: { status: string; answer: Operation["responses"][string] }) {
  const { "application/json": json, ...files } = answer.content ?? {};
  const types = Object.keys(files);
  return (
    <>
      <code>{status}</code> {json ? <Kind schema={json.schema} /> : <Line text={answer.description} />}
      {types.length > 0 && ` ${json ? "or " : "as "}${types.join(", ")}`}
      <Told headers={answer.headers as Record<string, { description?: string }>} />
      {json?.example !== undefined && (
        <details>
          <summary class="small">Example</summary>
          <pre>{JSON.stringify(json.example, undefined, 2)}</pre>
        </details>
      )}
    </>
  );
}

/** What it says in its headers, beside what every answer says. */
function Told({ headers }: { headers: Record<string, { description?: string }> }) {
  const own = Object.entries(headers).filter(([, { description }]) => description !== undefined);
  return own.map(([name, { description = "" }]) => (
    <div key={name} class="small muted">
      <code>{name}</code> {description}
    </div>
  ));
}

function codesOf(schema: JsonSchema | undefined): string[] {
  const code = (schema?.properties as { code?: { enum?: string[] } } | undefined)?.code;
  return code?.enum ?? [];
}

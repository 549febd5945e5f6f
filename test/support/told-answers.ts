import type { Document } from "../../scripts/openapi/document.ts";
import type { JsonSchema } from "../../scripts/openapi/json-schema.ts";
import type { Content, OneAnswer, Operation } from "../../scripts/openapi/operation.ts";
import { BASE } from "../../scripts/openapi/paths.ts";
import type { Answer } from "./client.ts";
import { DocumentSchemas } from "./openapi.ts";
import { server } from "./server.ts";

type Template = { pattern: RegExp; parameters: number; operations: Record<string, Operation> };
type HeaderTold = { required?: boolean; schema: JsonSchema };
type Got = Pick<Answer, "status" | "body" | "text" | "headers">;

let told: Promise<ToldAnswers> | undefined;

/** Those of the service under test, read once for all files of a process. */
export function toldAnswers(): Promise<ToldAnswers> {
  told ??= fetch(`${server.url}${BASE}/openapi.json`)
    .then((answer) => answer.json() as Promise<Document>)
    .then((document) => new ToldAnswers(document));
  return told;
}

/** What the API's document tells of answers, to hold real ones to it. */
export class ToldAnswers {
  private readonly document: Document;
  private readonly templates: Template[];
  private readonly schemas: DocumentSchemas;

  constructor(document: Document) {
    this.document = document;
    this.schemas = new DocumentSchemas(document);
    this.templates = Object.entries(document.paths)
      .map(([path, operations]) => ({
        pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
        parameters: path.split("{").length,
        operations,
      }))
      .sort((a, b) => a.parameters - b.parameters);
  }

  /** Where an answer is not as it is told of, one line each; `path` is what follows `/api/v1`, without the query. */
  mismatches(method: string, path: string, got: Got): string[] {
    const where = `${method} ${path} ${got.status}`;
    const operation = this.operation(method.toLowerCase(), path);
    if (!operation) return this.withoutRoute(got).map((line) => `${where}: ${line}`);
    const told = operation.responses[got.status];
    if (!told) return [`${where}: not among the answers and refusals of its reference.ts: ${got.text.slice(0, 300)}`];
    const body = method === "HEAD" ? [] : this.bodyMismatches(told.content, got);
    return [...this.headersAmiss(told, got), ...body].map((line) => `${where}: ${line}`);
  }

  /** Where a body that was taken is not one that is told of, one line each. */
  notTold(method: string, path: string, { status }: Pick<Got, "status">, sent: unknown): string[] {
    const told = this.operation(method.toLowerCase(), path)?.requestBody?.content["application/json"];
    if (status >= 300 || sent === undefined || !told) return [];
    // As it was sent: JSON leaves out what is undefined.
    const body = JSON.parse(JSON.stringify(sent));
    return this.schemas.mismatches(told.schema, body).map((line) => `${method} ${path}: took a body that ${line}`);
  }

  /** Where a message to a webhook is not as it is told of, one line each. */
  messageMismatches(message: { type: string; data: unknown }): string[] {
    const told = this.document.webhooks[message.type]?.post.requestBody.content["application/json"];
    if (!told) return [`${message.type}: no such message is told of`];
    return this.schemas.mismatches(told.schema, message).map((line) => `${message.type}: ${line}`);
  }

  /** What answers GET answers HEAD as well. */
  private operation(method: string, path: string): Operation | undefined {
    const found = this.templates.find(({ pattern, operations }) => pattern.test(path) && method in operations);
    return found || method !== "head" ? found?.operations[method] : this.operation("get", path);
  }

  /** What is no route of ours is refused before anyone knows, or is not found. */
  private withoutRoute(got: Got): string[] {
    if (got.status < 400) return ["no such route is told of"];
    return this.schemas.mismatches({ $ref: "#/components/schemas/Problem" }, got.body);
  }

  private bodyMismatches(content: Content | undefined, got: Got): string[] {
    if (!content) return got.text === "" ? [] : ["has a body, and none is told of"];
    const type = (got.headers.get("Content-Type") ?? "").replace(/;.*$/, "");
    const told = content[type];
    if (!told) return [`the type ${type} is not told of`];
    return /[/+]json$/.test(type) ? this.schemas.mismatches(told.schema, got.body) : [];
  }

  private headersAmiss({ headers }: OneAnswer, got: Got): string[] {
    const shared = this.document.components.headers ?? {};
    return Object.entries(headers).flatMap(([name, header]) => {
      const reference = (header as { $ref?: string }).$ref?.split("/").at(-1);
      const { required, schema } = (reference === undefined ? header : shared[reference]) as HeaderTold;
      const value = got.headers.get(name);
      if (value === null) return required ? [`lacks the header ${name}`] : [];
      return this.schemas.mismatches(schema, value).map((line) => `the header ${name}: ${line}`);
    });
  }
}

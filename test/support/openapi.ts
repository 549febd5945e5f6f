import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Document } from "../../scripts/openapi/document.ts";

type Schema = Record<string, unknown>;

/**
 * The schemas of the API's document, ready to check by, each made when it is first asked for. Objects are closed: a
 * field that the document does not tell of is a mismatch, whatever clients may ignore.
 */
export class DocumentSchemas {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly made = new Map<object, ValidateFunction>();

  constructor(document: Document) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ $id: "https://document.invalid/", ...(closed(document) as object) });
  }

  /** What does not fit, one line each. */
  mismatches(schema: object, value: unknown): string[] {
    let check = this.made.get(schema);
    if (!check) {
      check = this.ajv.compile(absolute(closed(schema)) as Schema);
      this.made.set(schema, check);
    }
    if (check(value)) return [];
    return (check.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
    );
  }
}

function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== "object" || part === null) return part;
  const inside = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  const isObject = inside.type === "object" && inside.properties !== undefined && inside.$ref === undefined;
  return isObject && inside.additionalProperties === undefined ? { ...inside, additionalProperties: false } : inside;
}

/** References as they are found from outside of the document. */
function absolute(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(absolute);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === "$ref" ? `https://document.invalid/${value}` : absolute(value),
    ]),
  );
}

import type { Components, JsonSchema } from "./json-schema.ts";

/** What stands in examples for a field, by its name; of a field that is not here its type decides. */
const BY_NAME: Record<string, unknown> = {
  accessToken: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c3IifQ.c2lnbmF0dXJl",
  action: "member.invited",
  actor: null,
  afterId: null,
  author: "Ana Lima",
  clientIp: "203.0.113.7",
  companyDomain: "acme.example",
  contentType: "video/mp4",
  cursor: "mbr_01k9w3m5x7e8s9v2b4c6d8f0gh",
  day: "2027-01-31",
  data: { email: "june@acme.example", role: "creator" },
  detail: "This field is required.",
  domain: "acme.example",
  email: "june@acme.example",
  emails: ["june@acme.example"],
  event: "member.invited",
  guests: ["press@paper.example", "agency.example"],
  instance: "req_4d1f0f6f8f4e4a0d9d6d2b8f4c3e2a10",
  key: `foyer_key_${"0123456789abcdef".repeat(4)}89abcdef`,
  label: "For the press",
  language: "en",
  locale: "en",
  message: "I work on the launch.",
  name: "June Whitfield",
  nextCursor: null,
  openapi: "3.1.1",
  password: "spring-launch",
  pointer: "/email",
  prefix: "foyer_key_012345",
  q: "jun",
  kind: "video",
  level: "edit",
  outcome: "invited",
  role: "creator",
  status: "active",
  visibility: "restricted",
  reason: "The mail server could not be reached.",
  refreshToken: "c2Vzc2lvbg.1.bWFj",
  seats: 25,
  slug: "q4T8vZr1mXc0nYb7LwKd2A",
  statusLabel: "Active",
  target: "mbr_01k9w3m5x7e8s9v2b4c6d8f0gh",
  text: "…",
  title: "Spring launch",
  token: "bWJy.1.dG9rZW4",
  txtName: "_foyer.acme.example",
  txtValue: "foyer-domain-verification=Vb3Zk1mQ",
  url: "https://foyer.example/s/q4T8vZr1mXc0nYb7LwKd2A",
  logoUrl: "https://foyer.example/logos/0b9f0f0e-6f1f-4c9b-9f57-3f5b8a2f1c11",
  userAgent: "Mozilla/5.0",
  colour: "#274c5e",
  width: 1280,
  height: 720,
  size: 10_485_760,
  duration: 93.4,
  dropped: [],
};

const ID_BODY = "01k9w3m5x7e8s9v2b4c6d8f0gh";
const MOMENT = "2027-01-31T12:00:00.000Z";

/** An example that a schema lets pass; what may be left out is in it as well. */
export function sampleOf(schema: JsonSchema, components: Components, name = ""): unknown {
  if (schema.$ref !== undefined) return sampleOf(named(schema.$ref, components), components, name);
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.find((value) => value === BY_NAME[name]) ?? schema.enum[0];
  if (schema.anyOf) return ofOne(schema.anyOf as JsonSchema[], components, name);
  const id = /^\^([a-z]+)_\[0-7\]/.exec(schema.pattern ?? "")?.[1];
  if (id !== undefined) return `${id}_${ID_BODY}`;
  if (schema.format === "date-time") return MOMENT;
  if (fits(schema, BY_NAME[name])) return BY_NAME[name];
  return byType(schema, components, name);
}

function byType(schema: JsonSchema, components: Components, name: string): unknown {
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([key, value]) => [
          key,
          sampleOf(value, components, key),
        ]),
      );
    case "array":
      return [sampleOf(schema.items as JsonSchema, components, name.replace(/s$/, ""))];
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 0, 3);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return "text";
  }
}

function ofOne(options: JsonSchema[], components: Components, name: string): unknown {
  if (name in BY_NAME && BY_NAME[name] === null) return null;
  const [first] = options.filter(({ type }) => type !== "null");
  return first ? sampleOf(first, components, name) : null;
}

function fits(schema: JsonSchema, value: unknown): boolean {
  if (value === undefined) return false;
  if (value === null) return schema.type === "null";
  if (Array.isArray(value)) return schema.type === "array";
  if (typeof value === "object") return schema.type === "object" && schema.properties === undefined;
  if (typeof value === "number") return schema.type === "number" || schema.type === "integer";
  return schema.type === typeof value;
}

function named(reference: string, components: Components): JsonSchema {
  const found = components.get(reference.split("/").at(-1) ?? "");
  if (!found) throw new Error(`Nothing is named ${reference}.`);
  return found;
}

import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids.ts";
import { api } from "../../support/client.ts";
import { ToldAnswers } from "../../support/told-answers.ts";

/** The tests of the API hold every answer to its document: here, that this finds what is not so. */

const workspaceId = newId("workspace");
const PLAN = `/workspaces/${workspaceId}/plan`;
const plan = { plan: "free", seats: 5, occupied: 1, held: 0, free: 4 };
const problem = { type: "https://foyer.example/docs/errors", title: "No", status: 403, instance: "req_1" };

let told: ToldAnswers;

beforeAll(async () => {
  told = new ToldAnswers((await api("GET", "/openapi.json")).body);
});

function found(method: string, path: string, status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = body === undefined ? "" : JSON.stringify(body);
  const type = status < 400 ? "application/json" : "application/problem+json";
  const all = new Headers({
    "X-Request-Id": "req_1",
    ETag: '"1"',
    ...(text === "" ? {} : { "Content-Type": type }),
    ...headers,
  });
  return told.mismatches(method, path, { status, body, text, headers: all });
}

describe("finds nothing", () => {
  it.each([
    ["in an answer as it is told of", "GET", PLAN, 200, plan],
    ["in a refusal with a code of the route", "GET", PLAN, 403, { ...problem, code: "forbidden" }],
    ["where there is nothing to say", "DELETE", `/workspaces/${workspaceId}/logo`, 204, undefined],
    ["in what HEAD answers", "HEAD", PLAN, 200, undefined],
    ["where there is no route and it says so", "GET", "/nothing", 404, { ...problem, code: "not_found" }],
  ])("%s", (_, method, path, status, body) => {
    expect(found(method, path, status, body)).toEqual([]);
  });
});

describe("finds", () => {
  it.each([
    ["a field that is not told of", "GET", PLAN, 200, { ...plan, price: 1 }, /additional properties.*price/],
    ["a field that is missing", "GET", PLAN, 200, { ...plan, seats: undefined }, /required.*seats/],
    ["a value of another type", "GET", PLAN, 200, { ...plan, seats: "5" }, /\/seats must be integer/],
    ["a value that is none of those told", "GET", PLAN, 200, { ...plan, plan: "gold" }, /\/plan must be equal to one/],
    ["a status that is not told of", "GET", PLAN, 418, {}, /reference\.ts/],
    ["a code that the route does not tell of", "GET", PLAN, 403, { ...problem, code: "suspended" }, /\/code must be/],
    ["a body where there is none", "DELETE", `/workspaces/${workspaceId}/logo`, 204, {}, /has a body/],
    ["a route that is not told of", "GET", "/nothing", 200, {}, /no such route/],
  ])("%s", (_, method, path, status, body, line) => {
    expect(found(method, path, status, JSON.parse(JSON.stringify(body)))).toContainEqual(expect.stringMatching(line));
  });

  it("a type that is not told of", () => {
    expect(found("GET", PLAN, 200, plan, { "Content-Type": "text/html" })).toEqual([
      `GET ${PLAN} 200: the type text/html is not told of`,
    ]);
  });

  it("a body that was taken and is not told of", () => {
    expect(told.notTold("PUT", PLAN, { status: 200 }, { seats: 5 })).toEqual([]);
    expect(told.notTold("PUT", PLAN, { status: 400 }, { seats: 0 })).toEqual([]);
    expect(told.notTold("PUT", PLAN, { status: 200 }, { seats: 0 })).toEqual([
      expect.stringMatching(/took a body that \/seats must be >= 1/),
    ]);
  });

  it("a header that does not say it as it is told of", () => {
    expect(found("GET", PLAN, 200, plan, { RateLimit: '"key";r=1;t=9' })).toEqual([]);
    expect(found("GET", PLAN, 200, plan, { RateLimit: "1" })).toEqual([
      expect.stringMatching(/the header RateLimit:.*must match pattern/),
    ]);
  });

  it("a header that is missing", () => {
    const headers = new Headers({ "Content-Type": "application/json", ETag: '"1"' });
    expect(told.mismatches("GET", PLAN, { status: 200, body: plan, text: JSON.stringify(plan), headers })).toEqual([
      `GET ${PLAN} 200: lacks the header X-Request-Id`,
    ]);
  });

  it("a message to a webhook that is not as it is told of", () => {
    const message = { type: "webhook.test", timestamp: "2026-01-31T12:00:00.000Z", sequence: 1 };
    const data = { workspaceId, webhookId: newId("webhook") };
    expect(told.messageMismatches({ ...message, data })).toEqual([]);
    expect(told.messageMismatches({ ...message, data: { workspaceId } })).toEqual([
      expect.stringMatching(/^webhook\.test: \/data must have required property 'webhookId'/),
    ]);
    expect(told.messageMismatches({ ...message, type: "share.lost", data })).toEqual([
      "share.lost: no such message is told of",
    ]);
  });
});

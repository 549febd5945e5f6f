import { DetailedError, type HttpResponse } from "tus-js-client";
import { describe, expect, test } from "vitest";
import { ApiProblem } from "../../../../extension/api-problem.ts";
import { isPassing, waitAfter } from "../../../../extension/features/upload/passing-problem.ts";
import { problemOfHead, problemOfTus } from "../../../../extension/features/upload/tus-problem.ts";

function answered(status: number, headers: Record<string, string> = {}, body = ""): HttpResponse {
  return {
    getStatus: () => status,
    getHeader: (name) => headers[name],
    getBody: () => body,
    getUnderlyingObject: () => undefined,
  };
}

describe("how far an upload is", () => {
  test.each([200, 204, 403, 404, 410, 423])("is for tus to judge by a %i", (status) => {
    expect(problemOfHead(answered(status))).toBeUndefined();
  });

  test.each([
    [429, "rate_limited"],
    [500, "unavailable"],
    [502, "unavailable"],
    [503, "unavailable"],
  ])("is asked again by itself after a %i", (status, code) => {
    const problem = problemOfHead(answered(status));
    expect(problem?.code).toBe(code);
    expect(problem && isPassing(problem)).toBe(true);
  });

  test.each([
    [400, "internal_error"],
    [401, "unauthenticated"],
    [412, "internal_error"],
  ])("stays unknown after a %i, and is told", (status, code) => {
    const problem = problemOfHead(answered(status));
    expect(problem?.code).toBe(code);
    expect(problem && isPassing(problem)).toBe(false);
  });
});

describe("what tus threw", () => {
  function thrown(what: Partial<DetailedError>): DetailedError {
    return Object.assign(new DetailedError("failed"), { causingError: null, originalResponse: null }, what);
  }

  test("is the problem that one of our own callbacks threw", () => {
    const problem = new ApiProblem("unavailable");
    expect(problemOfTus(thrown({ causingError: problem }))).toBe(problem);
  });

  test("is an unreached server where nothing was answered", () => {
    expect(problemOfTus(thrown({ causingError: new Error("no network") })).code).toBe("offline");
  });

  test("tells when to come again, also where a proxy answers for the service", () => {
    const asked = answered(429, { "Retry-After": "40" }, "<h1>Slow down</h1>");
    const problem = problemOfTus(thrown({ originalResponse: asked }));
    expect([problem.code, waitAfter(problem)]).toEqual(["rate_limited", 40_000]);
    expect(waitAfter(problemOfTus(thrown({ originalResponse: answered(429) })))).toBe(5_000);
  });
});

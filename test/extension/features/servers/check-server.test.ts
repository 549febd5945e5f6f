import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { checkServer } from "../../../../extension/features/servers/check-server.ts";

const PROBLEM = { "Content-Type": "application/problem+json" };
const REFUSAL = JSON.stringify({ status: 401, code: "unauthenticated", instance: "req_1", title: "Sign in first." });

/** A server on this machine that answers so; its address. */
async function serverThat(answers: RequestListener): Promise<string> {
  const site = createServer(answers).listen(0, "127.0.0.1");
  await once(site, "listening");
  onTestFinished(() => {
    site.closeAllConnections();
    site.close();
  });
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}

describe("whether a Foyer answers", () => {
  it("does so where one refuses whoever does not say who they are, which is all it is asked", async () => {
    const asked: IncomingMessage[] = [];
    const foyer = await serverThat((request, answer) => {
      asked.push(request);
      answer.writeHead(401, PROBLEM).end(REFUSAL);
    });
    expect(await checkServer(foyer)).toBe("foyer");
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /api/v1/me"]);
    expect(asked[0]?.headers).not.toHaveProperty("authorization");
    expect(asked[0]?.headers).not.toHaveProperty("cookie");
  });

  it.each<[string, RequestListener]>([
    ["a page", (_, answer) => answer.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Welcome</h1>")],
    ["another's refusal", (_, answer) => answer.writeHead(401, PROBLEM).end('{"code":"unauthenticated"}')],
    ["a refusal that is no problem", (_, answer) => answer.writeHead(401).end(REFUSAL)],
    ["what cannot be read", (_, answer) => answer.writeHead(401, PROBLEM).end("<")],
    ["somebody signed in", (_, answer) => answer.writeHead(200, PROBLEM).end(REFUSAL)],
    ["nothing there", (_, answer) => answer.writeHead(404, PROBLEM).end('{"code":"not_found","instance":"req_1"}')],
  ])("does not where the answer is %s", async (_what, answers) => {
    expect(await checkServer(await serverThat(answers))).toBe("no_foyer");
  });

  it("does not where another server is pointed to, even if that is one: it was not asked for", async () => {
    const foyer = await serverThat((_, answer) => answer.writeHead(401, PROBLEM).end(REFUSAL));
    const pointing = await serverThat(({ url }, answer) => answer.writeHead(307, { Location: `${foyer}${url}` }).end());
    expect(await checkServer(pointing)).toBe("no_foyer");
  });

  it("is not known where nobody answers", async () => {
    expect(await checkServer("http://127.0.0.1:1")).toBe("unreached");
  });
});

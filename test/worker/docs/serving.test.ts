import { get } from "node:http";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { api } from "../../support/client.ts";
import { server } from "../../support/server.ts";

const PATH = "/openapi.json";

it("needs no sign-in, and may be kept for a while", async () => {
  const answer = await api("GET", PATH);
  expect([answer.status, answer.body.openapi]).toEqual([200, "3.1.1"]);
  expect(answer.headers.get("Content-Type")).toBe("application/json");
  expect(answer.headers.get("Cache-Control")).toBe("public, max-age=300");
});

it.each(["gzip", "br, gzip;q=0.5", "GZIP", "gzip, deflate"])("is packed for Accept-Encoding %s", async (accepted) => {
  const answer = await sent(accepted);
  expect(answer.encoding).toBe("gzip");
  expect(answer.bytes.length).toBeLessThan(60_000);
  expect(JSON.parse(gunzipSync(answer.bytes).toString()).openapi).toBe("3.1.1");
});

it.each(["", "br", "gzip;q=0", "gzipped"])("is plain for Accept-Encoding '%s'", async (accepted) => {
  const answer = await sent(accepted);
  expect(answer.encoding).toBeNull();
  expect(JSON.parse(answer.bytes.toString()).openapi).toBe("3.1.1");
});

it("is not sent again to whoever has it", async () => {
  const etag = (await api("GET", PATH)).headers.get("ETag") ?? "";
  expect(etag).toMatch(/^W\/"[\w+/]{16}"$/);
  for (const known of [etag, etag.slice(2), `"other", ${etag}`, "*"]) {
    const again = await api("GET", PATH, { headers: { "If-None-Match": known } });
    expect([known, again.status, again.text, again.headers.get("ETag")]).toEqual([known, 304, "", etag]);
  }
  expect((await api("GET", PATH, { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
});

it("HEAD says as much and sends nothing", async () => {
  const answer = await api("HEAD", PATH);
  expect([answer.status, answer.text, answer.headers.get("Content-Type")]).toEqual([200, "", "application/json"]);
});

/** As it comes over the wire: `fetch` would unpack it. */
function sent(accepted: string): Promise<{ encoding: string | null; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = accepted === "" ? {} : { "Accept-Encoding": accepted };
    get(`${server.url}/api/v1${PATH}`, { headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      resolve({ encoding: answer.headers["content-encoding"] ?? null, bytes: Buffer.concat(chunks) });
    }).on("error", reject);
  });
}

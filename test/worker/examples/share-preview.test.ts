import { beforeAll, describe, expect, it } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Scope } from "../../../shared/policy/scopes.ts";
import { type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { api } from "../../support/client.ts";
import { runExample } from "../../support/run-example.ts";
import { server } from "../../support/server.ts";
import { playableVideo } from "../../support/videos.ts";

const TITLE = `Launch <script>alert("1")</script> & 'more'`;
const ESCAPED = "Launch &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;";

let space: TestWorkspace;
let token: string;
let video: ContentNode;

beforeAll(async () => {
  space = await workspaceWith({});
  token = space.admin.accessToken;
  video = await playableVideo(token, space.workspaceId, TITLE);
});

async function run(words: string[], scopes: Scope[] = ["shares:write", "content:read"]) {
  const { key } = await newKey(token, space.workspaceId, scopes);
  const example = runExample("share-preview.mjs", { FOYER_URL: server.url, FOYER_KEY: key }, words);
  return { code: await example.ended, output: example.output() };
}

it("makes a link and prints a poster that leads to it, with a play mark and the title made harmless", async () => {
  const { code, output } = await run([video.id, "Newsletter"]);
  expect([code, output]).toEqual([0, expect.stringContaining("<table")]);
  const shares = (await api("GET", `/nodes/${video.id}/shares`, { token })).body.items;
  const share = shares.find(({ label }: { label: string }) => label === "Newsletter");
  expect(share.visibility).toBe("public");
  const links = [...output.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
  expect(links).toEqual([share.url, share.url]);
  expect(output.split(ESCAPED)).toHaveLength(3);
  expect(output).not.toContain("<script");
  expect(output).toContain("&#9654;");

  const picture = /background="([^"]*)"/.exec(output)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const poster = await fetch(picture);
  expect([poster.status, poster.headers.get("Content-Type")]).toEqual([
    200,
    expect.stringMatching(/^image\/(jpeg|png)/),
  ]);
  expect((await fetch(share.url)).status).toBe(200);
});

describe("says what is wrong", () => {
  it("with a node that is not there", async () => {
    const { code, output } = await run([video.id.replace(/.$/, (last) => (last === "0" ? "1" : "0"))]);
    expect([code, output]).toEqual([1, expect.stringContaining("404 not_found")]);
  });

  it("with a key for something else", async () => {
    const { code, output } = await run([video.id], ["content:read"]);
    expect([code, output]).toEqual([1, expect.stringContaining("Needs the scope shares:write.")]);
  });

  it("without a node", async () => {
    expect(await run([])).toMatchObject({ code: 2, output: expect.stringContaining("Usage") });
  });
});

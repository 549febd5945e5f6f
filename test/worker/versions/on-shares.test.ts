import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import type { MemberActor } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api, request } from "../../support/client.ts";
import { postForm } from "../../support/commenting.ts";
import { server } from "../../support/server.ts";
import { openPage } from "../../support/share-controls.ts";
import { fixture, uploadBytes } from "../../support/videos.ts";

let place: Campaign;
let ravi: MemberActor;
let share: Share;

beforeAll(async () => {
  place = await campaign({ project: "Spring", video: "Launch" }, { viewer: 1 });
  [ravi] = place.space.members.viewer as [MemberActor];
  await uploadBytes(place.token, place.video.id, await fixture("clip.webm"));
  share = await place.share();
});

const bytesOf = async (query: string, token?: string, range?: string) => {
  const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(range ? { Range: range } : {}) };
  const answer = await fetch(`${server.url}/s/${share.slug}/media${query}`, { headers });
  return [answer.status, Buffer.from(await answer.arrayBuffer())] as const;
};
const goBack = (fields: Record<string, string>, token = place.token) => postForm(share, { token }, "/versions", fields);
const played = async () =>
  (await api("GET", `/videos/${place.video.id}/versions`, { token: place.token })).body.items.find(
    ({ current }: { current: boolean }) => current,
  )?.version;

describe("the bytes of an upload before", () => {
  test("are for whoever may edit, whole and by range; what is not kept is not there", async () => {
    const old = await fixture("clip.mp4");
    const [status, bytes] = await bytesOf("?version=1", place.token);
    expect([status, bytes.equals(old)]).toEqual([200, true]);
    const [partly, part] = await bytesOf("?version=1", place.token, "bytes=10-19");
    expect([partly, part.equals(old.subarray(10, 20))]).toEqual([206, true]);
    for (const version of ["2", "3", "x", ""])
      expect([version, (await bytesOf(`?version=${version}`, place.token))[0]]).toEqual([version, 404]);
  });

  test("are closed to everyone else whom the share lets in", async () => {
    const key = (await newKey(place.token, place.workspaceId)).key;
    for (const token of [undefined, ravi.accessToken, key]) {
      const [status, bytes] = await bytesOf("?version=1", token);
      expect([status, bytes.includes("forbidden")]).toEqual([403, true]);
      expect((await bytesOf("", token))[0]).toBe(200);
    }
  });
});

describe("on the page", () => {
  test("they are listed, compared and gone back to by whoever may edit, without script", async () => {
    const { text } = await openPage(share, { token: place.token });
    expect(text).toMatch(/id="versions"[\s\S]*Version 2[\s\S]*Played now[\s\S]*Version 1[\s\S]*Compare/);
    expect(text).not.toContain("media?version=");
    const compared = await openPage(share, { token: place.token }, "?compare=1");
    expect(compared.text).toContain(`src="/s/${share.slug}/media?version=1"`);
    expect(gzipSync(compared.text).byteLength).toBeLessThan(14_000);
    const posted = await goBack({ version: "1", was: "2" });
    expect([posted.status, posted.headers.get("Location")]).toEqual([303, `/s/${share.slug}#versions`]);
    expect(await played()).toBe(1);
    expect((await bytesOf(""))[1].equals(await fixture("clip.mp4"))).toBe(true);
    await goBack({ version: "2", was: "1" });
  });

  test("a page that has grown old takes nothing back, and says so", async () => {
    for (const fields of [
      { version: "1", was: "1" },
      { version: "9", was: "2" },
      { version: "1", was: "" },
    ]) {
      const { status, text } = await goBack(fields);
      expect([status, text.includes("Someone changed this")]).toEqual([fields.version === "9" ? 404 : 412, true]);
    }
    expect(await played()).toBe(2);
  });

  test("nobody else sees them or goes back", async () => {
    const key = (await newKey(place.token, place.workspaceId)).key;
    for (const token of [ravi.accessToken, key]) {
      expect((await openPage(share, { token }, "?compare=1")).text).not.toContain('id="versions"');
      expect((await goBack({ version: "1", was: "2" }, token)).status).toBe(403);
    }
    expect((await request("GET", `/s/${share.slug}?compare=1`)).text).not.toContain('id="versions"');
    expect((await postForm(share, {}, "/versions", { version: "1", was: "2" })).status).toBe(401);
    expect(await played()).toBe(2);
  });

  test("of a share that has ended nothing is left", async () => {
    const ended = await place.share();
    await api("DELETE", `/shares/${ended.id}`, { token: place.token });
    const { status } = await request("GET", `/s/${ended.slug}/media?version=1`, { token: ravi.accessToken });
    expect(status).toBe(410);
  });
});

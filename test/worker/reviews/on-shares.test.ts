import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Review, ReviewPage } from "../../../shared/api/reviews.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { newId } from "../../../shared/ids.ts";
import { REVIEWERS_MAX } from "../../../shared/limits.ts";
import { type MemberActor, signUp } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api, request } from "../../support/client.ts";
import { postForm } from "../../support/commenting.ts";
import { crowd } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { openPage, reviewersOn, sendReviewers } from "../../support/share-controls.ts";
import { fixture, uploadBytes } from "../../support/videos.ts";

let place: Campaign;
let ravi: MemberActor;

beforeAll(async () => {
  place = await campaign({ project: "Spring", video: "Launch" }, { viewer: 1, creator: 1 });
  [ravi] = place.space.members.viewer as [MemberActor];
  await api("PATCH", "/me", { token: ravi.accessToken, body: { name: "Ravi Shah" } });
});

const decide = ({ slug }: Share, token: string | undefined, body: object = { decision: "approved" }) =>
  request<Review>("PUT", `/s/${slug}/review`, { body, ...(token ? { token } : {}) });
const read = async () =>
  (await api<ReviewPage>("GET", `/videos/${place.video.id}/reviews`, { token: place.token })).body;
const versionOn = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? "";

/** Members of the workspace who have never done anything. */
async function plantMembers(count: number): Promise<string[]> {
  await sql("UPDATE workspaces SET seats = 100 WHERE id = ?", [place.workspaceId]);
  const people = await crowd(count);
  const ids = people.map(() => newId("membership"));
  for (const [at, { userId, email }] of people.entries()) {
    await sql(
      `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, status, role, activated_at, updated_at, change_id)
       VALUES (?, ?, ?, ?, ?, 'active', 'viewer', 1, 1, '')`,
      [ids[at] ?? "", place.workspaceId, userId, email, email],
    );
  }
  return ids;
}

describe("on a share", () => {
  test("members who may view what it shows decide; whoever else it lets in does not, and sees nothing of it", async () => {
    const share = await place.share();
    const stranger = await signUp();
    expect((await decide(share, undefined)).status).toBe(401);
    expect((await decide(share, stranger.accessToken)).status).toBe(403);
    const { status, body } = await decide(share, ravi.accessToken, { decision: "changes_requested", note: "Louder" });
    expect([status, body]).toMatchObject([200, { membershipId: ravi.membershipId, decision: "changes_requested" }]);
    for (const who of [{}, { token: stranger.accessToken }]) {
      const { text } = await openPage(share, who);
      expect([text.includes('id="review"'), text.includes("Louder")]).toEqual([false, false]);
    }
    for (const token of [ravi.accessToken, place.token]) {
      const { text } = await openPage(share, { token });
      expect(text).toMatch(/Changes requested[\s\S]*Ravi Shah[\s\S]*Louder/);
    }
  });

  test("a workspace share to a member without the level at the node: refused, and nothing shown", async () => {
    const share = await place.share({ visibility: "workspace" });
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [place.video.id]);
    expect((await decide(share, ravi.accessToken)).status).toBe(403);
    expect((await openPage(share, { token: ravi.accessToken })).text).not.toContain('id="review"');
    await sql("UPDATE nodes SET everyone = 'inherit' WHERE id = ?", [place.video.id]);
  });

  test("the gate comes first: what it refuses, it refuses here", async () => {
    const share = await place.share({ visibility: "password", password: "a lantern" });
    const other = await signUp();
    expect((await decide(share, other.accessToken)).body).toMatchObject({ code: "share_locked" });
    await api("DELETE", `/shares/${share.id}`, { token: place.token });
    expect((await decide(share, ravi.accessToken)).body).toMatchObject({ code: "share_gone" });
  });

  test("an API key decides with reviews:write, within its workspace", async () => {
    const share = await place.share();
    const writes = await newKey(place.token, place.workspaceId, ["reviews:write"]);
    const reads = await newKey(place.token, place.workspaceId, ["content:read"]);
    expect((await decide(share, writes.key)).status).toBe(200);
    expect((await decide(share, reads.key)).body).toMatchObject({ code: "insufficient_scope" });
  });
});

describe("on its page, without script", () => {
  test("a decision is shown at once, with its note as text", async () => {
    const share = await place.share();
    const who = { token: ravi.accessToken };
    const version = versionOn((await openPage(share, who)).text);
    const posted = await postForm(share, who, "/review", { decision: "approved", text: "Good\r\n<b>now</b>", version });
    expect([posted.status, posted.headers.get("Location")]).toEqual([303, `/s/${share.slug}#review`]);
    expect((await openPage(share, who)).text).toContain("Good\n&lt;b>now&lt;/b>");
    expect((await read()).items).toContainEqual(expect.objectContaining({ note: "Good\n<b>now</b>" }));
  });

  test("a page that has grown old decides on nothing it did not show", async () => {
    const share = await place.share();
    const who = { token: ravi.accessToken };
    const version = versionOn((await openPage(share, who)).text);
    await uploadBytes(place.token, place.video.id, await fixture("clip.mp4"));
    const late = await postForm(share, who, "/review", { decision: "approved", text: "Kept words", version });
    expect([
      late.status,
      late.text.includes("Another file has taken its place"),
      late.text.includes("Kept words"),
    ]).toEqual([409, true, true]);
    expect((await read()).items).toEqual([]);
    expect(versionOn(late.text)).not.toBe(version);
    const again = await postForm(share, who, "/review", {
      decision: "approved",
      text: "",
      version: versionOn(late.text),
    });
    expect(again.status).toBe(303);
  });

  test("whoever may edit says who must approve; what two of them change at once is both heard", async () => {
    const share = await place.share();
    const who = { token: place.token };
    expect(reviewersOn(await openPage(share, { token: ravi.accessToken }))).toBeUndefined();
    expect(reviewersOn(await openPage(share, who))).toEqual([]);
    const [one, other] = await Promise.all(
      [ravi.email.toUpperCase(), place.space.admin.email].map((address) =>
        sendReviewers(share, who, { reviewers: ["", ` ${address} `] }),
      ),
    );
    expect([one?.status, other?.status]).toEqual([303, 303]);
    const both = [place.space.admin.email, ravi.email].toSorted();
    expect(reviewersOn(await openPage(share, who))?.toSorted()).toEqual(both);
    // A page that showed neither takes nobody away, and one that showed one takes that one away alone.
    await sendReviewers(share, who, { reviewers: [] });
    expect((await read()).required).toHaveLength(2);
    await sendReviewers(share, who, { reviewers: [], was: [ravi.email, "gone@nowhere.test"] });
    expect(reviewersOn(await openPage(share, who))).toEqual([place.space.admin.email]);
    await sendReviewers(share, who, { reviewers: [], was: [place.space.admin.email] });
    expect((await read()).required).toEqual([]);
  });

  test("of an address that is nobody's who may view it says so, and keeps what was typed", async () => {
    const share = await place.share();
    const who = { token: place.token };
    const stranger = await signUp();
    const [june] = place.space.members.creator as [MemberActor];
    await api("PUT", `/nodes/${place.video.id}/access`, {
      ...who,
      body: { everyone: "none", grants: [{ membershipId: ravi.membershipId, level: "view" }] },
    });
    for (const address of [stranger.email, june.email, "no address", "<b>x</b>@nowhere.test"]) {
      const { status, text } = await sendReviewers(share, who, { reviewers: [ravi.email, address] });
      expect([address, status, (await read()).required]).toEqual([address, 400, []]);
      const shown = address.replaceAll("<", "&lt;");
      expect(text).toContain(`${shown} is no member of this workspace who may view it.`);
      expect(text).toContain(`${ravi.email}\n${shown}</textarea>`);
    }
    await api("PUT", `/nodes/${place.video.id}/access`, { ...who, body: { everyone: "inherit", grants: [] } });
  });

  test("no more can be required than may be, also where each form adds few", async () => {
    const share = await place.share();
    const who = { token: place.token };
    const people = await plantMembers(REVIEWERS_MAX);
    for (const id of people)
      await sql("INSERT INTO reviewers (node_id, membership_id) VALUES (?, ?)", [place.video.id, id]);
    const { status, text } = await sendReviewers(share, who, { reviewers: [ravi.email] });
    expect([status, text.includes("At most 50 can be required.")]).toEqual([400, true]);
    // Whoever has gone takes nobody's place.
    await sql("UPDATE memberships SET status = 'suspended', suspended_at = 1 WHERE id = ?", [people[0] ?? ""]);
    expect((await sendReviewers(share, who, { reviewers: [ravi.email] })).status).toBe(303);
    await sql("DELETE FROM reviewers WHERE node_id = ?", [place.video.id]);
  });

  test("weighs under 14 kB with all that may stand on it", async () => {
    const share = await place.share();
    const { text } = await openPage(share, { token: place.token });
    for (const id of ["sharing", "comments", "review"]) expect(text).toContain(`id="${id}"`);
    expect(gzipSync(text).byteLength).toBeLessThan(14_000);
  });
});

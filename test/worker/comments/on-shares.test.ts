import { beforeAll, describe, expect, test } from "vitest";
import type { Share, ShareRules } from "../../../shared/api/shares.ts";
import { RATE_LIMITS } from "../../../shared/limits.ts";
import type { MemberActor } from "../../support/actors.ts";
import { newNetwork, signUp } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api, request } from "../../support/client.ts";
import { actOn, postForm, readComments, type Speaker, sayOn, visitor } from "../../support/commenting.ts";
import { sql } from "../../support/database.ts";
import { unlock } from "../../support/unlocking.ts";

let place: Campaign;
let viewer: MemberActor;
let creator: MemberActor;

beforeAll(async () => {
  place = await campaign({ project: "Spring", video: "Launch" }, { viewer: 2, creator: 1 });
  [viewer] = place.space.members.viewer as [MemberActor];
  [creator] = place.space.members.creator as [MemberActor];
  await api("PATCH", "/me", { token: viewer.accessToken, body: { name: "Ravi Shah" } });
});

const as = ({ accessToken }: { accessToken: string }): Speaker => ({ token: accessToken });
const owner = (): Speaker => ({ token: place.token });
const change = (share: Share, rules: Partial<ShareRules>) =>
  api("PATCH", `/shares/${share.id}`, { token: place.token, body: rules });
const ANNA = { body: "Lovely", name: "Anna" };

describe("a visitor", () => {
  test("says something under a name, and changes and deletes it by the cookie alone", async () => {
    const share = await place.share();
    const anna = visitor();
    const { status, body, headers } = await sayOn(share, anna, { ...ANNA, atSeconds: 1 });
    expect([status, body]).toMatchObject([
      201,
      {
        author: { name: "Anna", guest: true },
        atSeconds: 1,
        abilities: ["reply", "edit", "delete", "resolve"],
      },
    ]);
    const cookie = headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(
      new RegExp(`^foyer_commenter=.*; Path=/s/${share.slug}; Max-Age=2592000; HttpOnly; SameSite=Lax`),
    );
    const stored = JSON.stringify(await sql("SELECT * FROM comments WHERE id = ?", [body.id]));
    const proof = /\.([0-9a-f]{32})\./.exec(cookie)?.[1] ?? "missing";
    expect(stored).not.toContain(proof);

    expect((await actOn(share, visitor(), body, { act: "delete" })).status).toBe(403);
    expect((await actOn(share, as(viewer), body, { act: "edit", text: "Mine" })).status).toBe(403);
    expect((await actOn(share, anna, body, { act: "edit", text: "Lovelier" })).body).toMatchObject({
      body: "Lovelier",
    });
    const own = async (who: Speaker) =>
      (await readComments(share, who)).body.items.find(({ id }) => id === body.id)?.abilities;
    expect(await own(anna)).toContain("delete");
    expect(await own(visitor())).toEqual(["reply"]);
    expect(await own(owner())).toEqual(["reply", "delete", "resolve"]);
    expect((await actOn(share, anna, body, { act: "delete" })).status).toBe(204);
    expect(await own(anna)).toBe(undefined);
  });

  test("whose cookie is of another share, or was tampered with, is somebody else", async () => {
    const [share, other] = [await place.share(), await place.share()];
    const anna = visitor();
    const { body } = await sayOn(share, anna, ANNA);
    expect((await actOn(other, anna, body, { act: "delete" })).status).toBe(403);
    const value = anna.cookies?.get("foyer_commenter") ?? "";
    for (const forged of [
      value.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      value.replace(/^shr_[^.]+/, other.id),
      "",
    ]) {
      const who = { cookies: new Map([["foyer_commenter", forged]]) };
      expect((await actOn(share, who, body, { act: "delete" })).status).toBe(403);
    }
    expect((await actOn(share, anna, body, { act: "delete" })).status).toBe(204);
  });

  test("must say who they are, in a line without a link, and mentions nobody", async () => {
    const share = await place.share();
    for (const name of [undefined, "", "a\nb", "www.example.com", "x".repeat(121)]) {
      const answer = await sayOn(share, visitor(), { body: "Hello", ...(name === undefined ? {} : { name }) });
      expect([name, answer.status, answer.body]).toMatchObject([name, 400, { errors: [{ pointer: "/name" }] }]);
    }
    const mentions = [viewer.membershipId];
    const { body } = await sayOn(share, visitor(), { ...ANNA, mentions });
    expect(await sql("SELECT mentions FROM comments WHERE id = ?", [body.id])).toMatchObject([{ mentions: "[]" }]);
  });

  test("sees names and no memberships", async () => {
    const share = await place.share();
    await sayOn(share, as(viewer), { body: "To you", mentions: [creator.membershipId] });
    const { text } = await readComments(share);
    expect(text).toContain("Ravi Shah");
    expect(text).not.toMatch(/mbr_|@acme\.example/);
    expect((await readComments(share, as(viewer))).text).toContain(viewer.membershipId);
  });

  test("from one network says only so much on one share, and others go on", async () => {
    const share = await place.share();
    const who = { ...visitor(), network: newNetwork() };
    // Spent as the limiter counts them, without saying so much.
    for (let n = 0; n < RATE_LIMITS.commentsPerNetworkAndShare.limit; n += 1)
      expect((await sayOn(share, who, ANNA)).status).toBe(201);
    const refused = await sayOn(share, who, ANNA);
    expect([
      refused.status,
      refused.text.includes("rate_limited"),
      Number(refused.headers.get("Retry-After")) > 0,
    ]).toEqual([429, true, true]);
    expect((await sayOn(share, visitor(), ANNA)).status).toBe(201);
    expect((await sayOn(share, { ...owner(), ...{ network: who.network } }, { body: "I may" })).status).toBe(201);
  });

  test("speaks on a locked share once they gave its password, and no longer after it changed", async () => {
    const share = await place.share({ visibility: "password", password: "a lantern" });
    expect((await sayOn(share, visitor(), ANNA)).body).toMatchObject({ code: "share_locked" });
    const [name = "", value = ""] = (await unlock(share.slug, "a lantern")).split("=");
    const who: Speaker = { cookies: new Map([[name, value]]) };
    expect((await sayOn(share, who, ANNA)).status).toBe(201);
    await change(share, { password: "another lantern" });
    expect((await sayOn(share, who, ANNA)).status).toBe(401);
    expect((await sayOn(share, as(viewer), { body: "No password needed" })).status).toBe(201);
  });
});

describe("a guest", () => {
  test("of a restricted share speaks signed in, by the name they have or say", async () => {
    const guest = await signUp();
    const share = await place.share({ visibility: "restricted", guests: [guest.email] });
    expect((await sayOn(share, as(await signUp()), ANNA)).body).toMatchObject({ code: "forbidden" });
    expect((await sayOn(share, visitor(), ANNA)).body).toMatchObject({ code: "unauthenticated" });
    expect((await sayOn(share, as(guest), { body: "Who am I?" })).status).toBe(400);
    const { body } = await sayOn(share, as(guest), { body: "Fine", name: "Grete" });
    expect(body.author).toEqual({ name: "Grete", guest: true });
    await api("PATCH", "/me", { token: guest.accessToken, body: { name: "Grete Holm" } });
    expect((await sayOn(share, as(guest), { body: "Again", name: "Boss" })).body.author.name).toBe("Grete Holm");
    expect((await actOn(share, as(guest), body, { act: "resolve" })).body).toMatchObject({ resolved: true });
    await change(share, { guests: [] });
    expect((await actOn(share, as(guest), body, { act: "delete" })).status).toBe(403);
  });
});

describe("off", () => {
  test("is off on every route of the share and on its page, to everyone, and only there", async () => {
    const [share, other] = [await place.share(), await place.share()];
    const anna = visitor();
    const { body } = await sayOn(share, anna, ANNA);
    expect((await request("GET", `/s/${share.slug}`)).text).toContain('id="comments"');
    await change(share, { allowComments: false });
    for (const who of [anna, visitor(), as(viewer), owner()]) {
      expect((await readComments(share, who)).body).toMatchObject({ code: "forbidden" });
      expect((await readComments(share, who, "?as=html")).status).toBe(403);
      expect((await sayOn(share, who, ANNA)).body).toMatchObject({ code: "forbidden" });
      for (const act of ["edit", "resolve", "delete"])
        expect((await actOn(share, who, body, { act, text: "x" })).body).toMatchObject({ code: "forbidden" });
      for (const query of ["", "?comments", "?comments=-"]) {
        const page = await request("GET", `/s/${share.slug}${query}`, who.token ? { token: who.token } : {});
        expect([page.status, page.text.includes('id="comments"'), page.text.includes("Lovely")]).toEqual([
          200,
          false,
          false,
        ]);
      }
    }
    expect((await readComments(other)).text).toContain("Lovely");
    expect((await request("GET", `/s/${share.slug}/embed`)).text).not.toContain("Lovely");
  });
});

describe("while it is being said", () => {
  const patch =
    (body: object) =>
    (token: string, { id }: Share) =>
      api("PATCH", `/shares/${id}`, { token, body });
  const CLOSINGS: [string, (token: string, share: Share) => Promise<{ status: number }>][] = [
    ["comments are turned off", patch({ allowComments: false })],
    ["the share is restricted", patch({ visibility: "restricted" })],
    ["the share ends", (token, { id }) => api("DELETE", `/shares/${id}`, { token })],
    ["its video goes into the trash", (token, { nodeId }) => api("DELETE", `/nodes/${nodeId}`, { token })],
  ];

  test.each(CLOSINGS)("%s: nothing is written after that", async (_, close) => {
    const own = await campaign({ project: "Race", video: "Race" });
    const share = await own.share();
    const written = async () =>
      Number((await sql("SELECT count(*) AS n FROM comments WHERE node_id = ?", [share.nodeId]))[0]?.n);
    const closed = close(own.token, share).then(async ({ status }) => {
      expect(status).toBeLessThan(300);
      return written();
    });
    const answers = await Promise.all(Array.from({ length: 12 }, () => sayOn(share, visitor(), ANNA)));
    expect(await written()).toBe(await closed);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(await closed);
    for (const { status } of answers) expect([201, 400, 401, 403, 404, 409, 410]).toContain(status);
  });
});

describe("in a collection", () => {
  test("each thing has its own comments, and what the collection does not show has none", async () => {
    const share = await place.share({}, place.project.id);
    const query = `?node=${place.video.id}`;
    const { body } = await sayOn(share, visitor(), ANNA, query);
    expect(body.nodeId).toBe(place.video.id);
    expect((await readComments(share, {}, query)).text).toContain(body.id);
    expect((await sayOn(share, visitor(), ANNA)).status).toBe(404);
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [place.video.id]);
    expect((await sayOn(share, visitor(), ANNA, query)).status).toBe(404);
    await sql("UPDATE nodes SET everyone = 'inherit' WHERE id = ?", [place.video.id]);
  });
});

describe("whoever may edit", () => {
  test("deletes what a visitor said, which the audit log tells; others do not", async () => {
    const share = await place.share();
    const { body } = await sayOn(share, visitor(), ANNA);
    expect((await actOn(share, as(viewer), body, { act: "delete" })).status).toBe(403);
    expect((await actOn(share, owner(), body, { act: "delete" })).status).toBe(204);
    const path = `/workspaces/${place.workspaceId}/audit?action=comment.deleted`;
    const { items } = (await api("GET", path, { token: place.token })).body;
    expect(items[0]).toMatchObject({ target: body.id });
  });

  test("reads the comments of a closed share, and nobody says anything there", async () => {
    const share = await place.share();
    await sayOn(share, visitor(), ANNA);
    await sql("UPDATE shares SET expires_at = 1 WHERE id = ?", [share.id]);
    const { status, body } = await readComments(share, owner());
    expect([status, body.items.flatMap(({ abilities }) => abilities)]).toEqual([200, []]);
    expect((await sayOn(share, owner(), { body: "Still here" })).body).toMatchObject({ code: "share_gone" });
    expect((await readComments(share)).status).toBe(410);
  });
});

describe("without script", () => {
  test("the page leads to the comments, takes one, and says what was wrong with what was typed", async () => {
    const share = await place.share();
    const anna = visitor();
    const { text: plain } = await request("GET", `/s/${share.slug}`);
    expect(plain).toContain(`href="/s/${share.slug}?comments=#comments"`);
    const posted = await postForm(share, anna, "/comments", {
      text: "At the door\r\n<b>",
      at: "0:02",
      name: "Anna",
      parent: "",
    });
    expect(posted.status).toBe(303);
    const location = posted.headers.get("Location") ?? "";
    expect(location).toMatch(new RegExp(`^/s/${share.slug}\\?comments=#cmt_`));
    const { text, headers } = await request("GET", location.replace(/#.*/, ""));
    expect(text).toContain("At the door\n&lt;b>");
    expect(text).toMatch(/<a class="moment" href="\/s\/[^"]+\?t=2" data-at="2"/);
    expect([headers.get("Cache-Control"), headers.get("ETag")]).toEqual(["private, no-store", null]);

    const wrong = await postForm(share, anna, "/comments", {
      text: "Keep <this>",
      at: "9:99",
      name: "Anna",
      parent: "",
    });
    expect([
      wrong.status,
      wrong.text.includes("That moment is not in it"),
      wrong.text.includes("Keep &lt;this>"),
    ]).toEqual([400, true, true]);
    for (const [fields, said] of [
      [{ text: " ", at: "", name: "Anna" }, "Say something"],
      [{ text: "x", at: "", name: "" }, "Say who you are"],
      [{ text: "x", at: "1:00:00", name: "Anna" }, "That moment is not in it"],
    ] as const) {
      const answer = await postForm(share, anna, "/comments", { ...fields, parent: "" });
      expect([answer.status, answer.text.includes(said)]).toEqual([400, true]);
    }
    const id = /#(cmt_\w+)$/.exec(location)?.[1] ?? "";
    expect((await postForm(share, anna, `/comments/${id}`, { act: "resolve" })).status).toBe(303);
    expect((await postForm(share, anna, `/comments/${id}`, { act: "delete" })).headers.get("Location")).toMatch(
      /#comments$/,
    );
  });

  test("whoever is signed in no longer gets back what they typed", async () => {
    const share = await place.share({ visibility: "restricted" });
    const gone = await signUp();
    await api("DELETE", "/auth/sessions/current", { token: gone.accessToken });
    const answer = await postForm(share, as(gone), "/comments", { text: "My long thought", at: "", parent: "" });
    expect([
      answer.status,
      answer.text.includes("My long thought"),
      answer.text.includes("/comments#comments"),
    ]).toEqual([401, true, true]);
  });

  test("a form from another site is refused", async () => {
    const share = await place.share();
    const { status, body } = await request("POST", `/s/${share.slug}/comments`, {
      body: ANNA,
      headers: { Origin: "https://evil.example" },
    });
    expect([status, body.code]).toEqual([403, "origin_not_allowed"]);
  });
});

test("an API key reads with content:read and speaks with reviews:write, never as a moderator", async () => {
  const share = await place.share({ visibility: "restricted" });
  const [reads, writes] = await Promise.all([
    newKey(place.token, place.workspaceId, ["content:read"]),
    newKey(place.token, place.workspaceId, ["reviews:write"]),
  ]);
  expect((await readComments(share, { token: reads.key })).status).toBe(200);
  expect((await sayOn(share, { token: reads.key }, { body: "x" })).body).toMatchObject({ code: "insufficient_scope" });
  expect((await sayOn(share, { token: writes.key }, { body: "By key" })).status).toBe(201);
  const { body } = await sayOn(share, as(viewer), { body: "Not yours" });
  expect((await actOn(share, { token: writes.key }, body, { act: "delete" })).status).toBe(403);
});

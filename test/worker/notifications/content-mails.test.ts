import { beforeAll, describe, expect, test } from "vitest";
import type { Comment } from "../../../shared/api/comments.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { type Actor, type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { headerOf, type Mail, mailTo, waitForMail } from "../../support/mailbox.ts";
import { untilDelivered } from "../../support/undelivered.ts";
import { fixture, playableVideo, publish, uploadBytes } from "../../support/videos.ts";

let space: TestWorkspace;
let token: string;
let ravi: MemberActor;
let june: MemberActor;
let video: ContentNode;
let page: Share;

beforeAll(async () => {
  space = await workspaceWith({ creator: 1, viewer: 1 });
  token = space.admin.accessToken;
  [ravi] = space.members.viewer as [MemberActor];
  [june] = space.members.creator as [MemberActor];
  await api("PATCH", "/me", { token: ravi.accessToken, body: { name: "Ravi Shah", locale: "fr" } });
  await api("PATCH", "/me", { token: june.accessToken, body: { name: "June Park" } });
  [video, page] = await published("Launch");
});

async function published(title: string): Promise<[ContentNode, Share]> {
  const node = await playableVideo(token, space.workspaceId, title);
  return [node, await publish(token, node.id)];
}

const say = ({ id }: ContentNode, who: Actor, body: object) =>
  api<Comment>("POST", `/videos/${id}/comments`, { token: who.accessToken, body });
const decide = ({ id }: ContentNode, who: Actor, body: object = { decision: "approved" }) =>
  api("PUT", `/videos/${id}/review`, { token: who.accessToken, body });
const require = ({ id }: ContentNode, ...who: MemberActor[]) =>
  api("PUT", `/videos/${id}/reviewers`, {
    token,
    body: { membershipIds: who.map(({ membershipId }) => membershipId) },
  });

/** Mails about one thing, by its title. */
const about = async ({ email }: Actor, title: string) =>
  (await mailTo(email)).filter(({ subject }) => subject?.includes(title)).map(({ subject }) => subject);
const mailOn = (who: Actor, title: string): Promise<Mail> =>
  waitForMail(who.email, { matching: ({ subject }) => subject?.includes(title) ?? false });

/** Until all that was to be told has been, mails too. */
const allTold = () => untilDelivered(space.workspaceId);

/** As if the mails of the workspace had been held up until now. */
async function sendAnew(): Promise<void> {
  await allTold();
  await sql("UPDATE outbox SET delivered_at = NULL, next_at = 0 WHERE workspace_id = ? AND topic = 'content.mail'", [
    space.workspaceId,
  ]);
  // Whatever is said wakes the outbox.
  await say(video, space.admin, { body: "Anything" });
  await allTold();
}

describe("a comment that mentions somebody", () => {
  test("is mailed to them in their language, as it was said, with the way to it; whoever else is told is not mailed", async () => {
    const said = await say(video, june, {
      body: "Is the <b>date</b> right?\nPlease look.",
      mentions: [ravi.membershipId],
    });
    const mail = await mailOn(ravi, "Launch");
    expect(mail.subject).toBe("June Park vous mentionne dans un commentaire sur « Launch »");
    expect(mail.text).toContain("> Is the <b>date</b> right?\n> Please look.");
    expect(mail.html).toContain("&lt;b>date&lt;/b>");
    expect(mail.text).toContain(`/s/${page.slug}?comments#${said.body.id}`);
    await allTold();
    // Its owner and whoever began the thread read of it under notifications.
    await say(video, ravi, { body: "It is.", parentId: said.body.id });
    await allTold();
    expect(await about(space.admin, "Launch")).toEqual([]);
    expect(await about(june, "Launch")).toEqual([]);
  });

  test("is not mailed once it was deleted, or its reader may not view it any more", async () => {
    const [gone] = await published("Deleted words");
    const [shut] = await published("Shut away");
    const said = await say(gone, june, { body: "No", mentions: [ravi.membershipId] });
    await say(shut, june, { body: "Soon shut", mentions: [ravi.membershipId] });
    const mailed = async () =>
      (await Promise.all(["Deleted words", "Shut away"].map((title) => about(ravi, title)))).map(
        ({ length }) => length,
      );
    await allTold();
    expect(await mailed()).toEqual([1, 1]);
    await api("DELETE", `/comments/${said.body.id}`, { token: june.accessToken });
    await api("PUT", `/nodes/${shut.id}/access`, { token, body: { everyone: "none", grants: [] } });
    await sendAnew();
    expect(await mailed()).toEqual([1, 1]);
  });

  test("without a page to read it on, leads home", async () => {
    const node = await playableVideo(token, space.workspaceId, "Unpublished");
    await say(node, june, { body: "Look", mentions: [ravi.membershipId] });
    const mail = await mailOn(ravi, "Unpublished");
    expect(mail.text).not.toContain("/s/");
    expect(mail.text).toMatch(/^ {4}http\S+\/$/m);
  });
});

describe("a review", () => {
  test("that is asked for: once, to each who is named", async () => {
    const [node, share] = await published("To approve");
    await require(node, june);
    const mail = await mailOn(june, "To approve");
    expect(mail.subject).toBe("Your approval is asked for: “To approve”");
    expect(mail.text).toContain(`/s/${share.slug}#review`);
    await require(node, june, ravi);
    expect((await mailOn(ravi, "To approve")).subject).toBe("Votre approbation est demandée : « To approve »");
    await allTold();
    expect(await about(june, "To approve")).toHaveLength(1);
  });

  test("that nobody waits for any more: no mail", async () => {
    const [taken] = await published("Taken back");
    const [decided] = await published("Decided already");
    await require(taken, june);
    await require(decided, june);
    await allTold();
    await require(taken);
    await decide(decided, june);
    await sendAnew();
    expect(await about(june, "Taken back")).toHaveLength(1);
    expect(await about(june, "Decided already")).toHaveLength(1);
    // Of a new upload they have not decided: the request is true again.
    await uploadBytes(token, decided.id, await fixture("clip.mp4"));
    await sendAnew();
    expect(await about(june, "Decided already")).toHaveLength(2);
  });

  test("that was decided: to whose it is, with the note, and once where it was decided anew", async () => {
    const [node] = await published("Decided on");
    await decide(node, june, { decision: "changes_requested", note: "Louder\nplease" });
    const mail = await mailOn(space.admin, "Decided on");
    expect(mail.subject).toBe("June Park requests changes to “Decided on”");
    expect(mail.text).toContain("> Louder\n> please");
    await decide(node, june);
    await allTold();
    expect((await about(space.admin, "Decided on"))[0]).toBe("June Park has approved “Decided on”");
    await sendAnew();
    // Of the two only the newer still says what is so.
    expect(await about(space.admin, "Decided on")).toEqual([
      "June Park has approved “Decided on”",
      "June Park has approved “Decided on”",
      "June Park requests changes to “Decided on”",
    ]);
    expect(await about(june, "Decided on")).toEqual([]);
  });
});

test("each of the two kinds is turned off by itself", async () => {
  const [node] = await published("Enough");
  await say(node, june, { body: "One", mentions: [ravi.membershipId] });
  const mail = await mailOn(ravi, "Enough");
  expect(await headerOf(mail, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  const path = new URL(/<([^>]+)>/.exec((await headerOf(mail, "List-Unsubscribe")) ?? "")?.[1] ?? "").pathname;
  expect((await request("GET", path)).text).toContain("comments that mention you");
  const rawBody = "List-Unsubscribe=One-Click";
  await request("POST", path, { rawBody, headers: { "Content-Type": "application/x-www-form-urlencoded" } });
  await say(node, june, { body: "Two", mentions: [ravi.membershipId] });
  await allTold();
  expect(await about(ravi, "Enough")).toHaveLength(1);
  await require(node, ravi);
  await expect.poll(() => about(ravi, "Enough")).toHaveLength(2);
});

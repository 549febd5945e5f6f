import { beforeAll, describe, expect, it } from "vitest";
import type { AccessRequest } from "../../../shared/api/access-requests.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Notification } from "../../../shared/api/notifications.ts";
import { NODE_KINDS, type NodeKind } from "../../../shared/policy/access.ts";
import { askFor, grant, restrict } from "../../support/asking.ts";
import { api, request } from "../../support/client.ts";
import { someone } from "../../support/crowd.ts";
import { type House, house } from "../../support/joining.ts";
import { waitForMail } from "../../support/mailbox.ts";
import type { Person } from "../../support/plant-people.ts";
import { filledMedia, newFolder, newProject, shareNode } from "../../support/videos.ts";

/** Whatever is shared, it is called what it is to those who may know, and nothing to those who may not. */

const IN_FRENCH: Record<NodeKind, [to: string, open: string]> = {
  project: ["au projet", "Ouvrir"],
  folder: ["au dossier", "Ouvrir"],
  video: ["à la vidéo", "Regarder"],
  avatar: ["à l’avatar", "Voir"],
  voice: ["à la voix", "Écouter"],
};
const titleOf = (kind: NodeKind) => `Spring ${kind}`;
const KIND_WORDS = new RegExp(`\\b(${NODE_KINDS.join("|")})s?\\b|vidéo|dossier|projet|voix`, "i");

type Scene = { slug: string; asker: Person; asked: AccessRequest };
let place: House;
const scenes = new Map<NodeKind, Scene>();

beforeAll(async () => {
  place = await house();
  for (const kind of NODE_KINDS) scenes.set(kind, await sceneOf(kind));
});

const scene = (kind: NodeKind) => scenes.get(kind) as Scene;

describe.each(NODE_KINDS)("a shared %s", (kind) => {
  it.each(["en", "fr"])("is not named to whoever it refuses, in %s", async (language) => {
    const { slug, asker } = scene(kind);
    const headers = { Accept: "text/html", "Accept-Language": language };
    for (const { token } of [await someone(), asker]) {
      const page = await request("GET", `/s/${slug}`, { token, headers });
      expect(page.status).toBe(403);
      expect(wordsOf(page.text)).not.toMatch(KIND_WORDS);
    }
  });

  it("is named to whoever decides, in their notifications, on their start page and by mail", async () => {
    const { asked } = scene(kind);
    const mail = await waitForMail(place.admin.email, { matching: ({ text }) => text.includes(titleOf(kind)) });
    expect(mail.text).toContain(`asks for access to the ${kind} “${titleOf(kind)}”`);
    const { body } = await api("GET", "/notifications", { token: place.admin.token });
    const told = body.items.find(({ accessRequest }: Notification) => accessRequest?.id === asked.id);
    expect(told.accessRequest).toMatchObject({ shareTitle: titleOf(kind), shareKind: kind });
    const home = await request("GET", "/", { token: place.admin.token });
    expect(home.text).toContain(`asks for access to the ${kind} “${titleOf(kind)}”`);
  });

  it("is named to whoever was let in, in their language", async () => {
    const { asker, asked } = scene(kind);
    const [to, open] = IN_FRENCH[kind];
    expect((await grant(place.admin, asked)).status).toBe(200);
    const mail = await waitForMail(asker.email);
    expect(mail.text).toContain(`Votre demande d’accès ${to} «\u00a0${titleOf(kind)}\u00a0» est acceptée.`);
    expect(mail.html).toContain(`>${open}<`);
    const { body } = await api("GET", "/notifications", { token: asker.token });
    expect(body.items[0].accessRequest).toMatchObject({ shareTitle: titleOf(kind), shareKind: kind });
  });
});

it("the start page of a member says of each what to do with it", async () => {
  const home = wordsOf((await request("GET", "/", { token: place.admin.token })).text);
  for (const [kind, word] of [
    ["project", "Open"],
    ["folder", "Open"],
    ["video", "Watch"],
    ["avatar", "View"],
    ["voice", "Listen"],
  ] as const)
    expect(home).toMatch(new RegExp(`${titleOf(kind)} Acme ${word}`));
});

async function sceneOf(kind: NodeKind): Promise<Scene> {
  const { token } = place.admin;
  const node = await nodeOf(kind);
  await restrict({ token }, node);
  const share = await shareNode(token, node.id, { visibility: "restricted" });
  const asker = await someone();
  await api("PATCH", "/me", { token: asker.token, body: { locale: "fr" } });
  const answer = await askFor(share, asker);
  if (answer.status !== 201) throw new Error(answer.text);
  return { slug: share.slug, asker, asked: answer.body };
}

async function nodeOf(kind: NodeKind): Promise<ContentNode> {
  const { workspaceId, admin } = place;
  const title = titleOf(kind);
  switch (kind) {
    case "project":
      return newProject(admin.token, workspaceId, title);
    case "folder":
      return newFolder(admin.token, await newProject(admin.token, workspaceId), title);
    case "video":
      return filledMedia(admin.token, workspaceId, { kind, name: "clip.mp4", title });
    case "avatar":
      return filledMedia(admin.token, workspaceId, { kind, name: "avatar.png", title });
    case "voice":
      return filledMedia(admin.token, workspaceId, { kind, name: "voice.mp3", title });
  }
}

/** What a page says, without its style sheet and its tags. */
function wordsOf(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

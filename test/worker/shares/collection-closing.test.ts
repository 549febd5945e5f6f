import { beforeAll, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { itemsOn } from "../../support/collections.ts";
import { LARGE, playShare } from "../../support/play-share.ts";
import { completeVideoIn, inCollection, SURFACES } from "../../support/share-surfaces.ts";
import { newFolder, newProject, newVideo, shareNode, uploadBytes } from "../../support/videos.ts";
import { largeClip } from "../uploads/large-clip.ts";

const CUT_WITHIN_MS = 5_000;

let token: string;
let workspaceId: string;
let elsewhere: ContentNode;

beforeAll(async () => {
  const space = await workspaceWith({});
  token = space.admin.accessToken;
  workspaceId = space.workspaceId;
  elsewhere = await newProject(token, workspaceId, "Elsewhere");
});

type Scene = { share: Share; project: ContentNode; folder: ContentNode; video: ContentNode };

async function scene(): Promise<Scene> {
  const project = await newProject(token, workspaceId);
  const folder = await newFolder(token, project);
  const video = await completeVideoIn(token, folder, "Cut");
  return { project, folder, video, share: await shareNode(token, project.id, { allowDownload: true }) };
}

const move = (node: ContentNode, parentId: string) => api("PATCH", `/nodes/${node.id}`, { token, body: { parentId } });
const everyone = (node: ContentNode, level: string) =>
  api("PUT", `/nodes/${node.id}/access`, { token, body: { everyone: level, grants: [] } });

type Change = { name: string; close(scene: Scene): Promise<unknown>; reopen(scene: Scene): Promise<unknown> };
const CHANGES: Change[] = [
  {
    name: "moved out",
    close: ({ video }) => move(video, elsewhere.id),
    reopen: ({ video, folder }) => move(video, folder.id),
  },
  {
    name: "moved out with its folder",
    close: ({ folder }) => move(folder, elsewhere.id),
    reopen: ({ folder, project }) => move(folder, project.id),
  },
  {
    name: "restricted",
    close: ({ video }) => everyone(video, "none"),
    reopen: ({ video }) => everyone(video, "inherit"),
  },
  {
    name: "in a folder that is restricted",
    close: ({ folder }) => everyone(folder, "none"),
    reopen: ({ folder }) => everyone(folder, "view"),
  },
  {
    name: "in the trash",
    close: ({ video }) => api("DELETE", `/nodes/${video.id}`, { token }),
    reopen: ({ video }) => api("POST", `/nodes/${video.id}/restore`, { token }),
  },
  {
    name: "in a folder in the trash",
    close: ({ folder }) => api("DELETE", `/nodes/${folder.id}`, { token }),
    reopen: ({ folder }) => api("POST", `/nodes/${folder.id}/restore`, { token }),
  },
];

test.each(CHANGES)(
  "an item that is $name is gone from every surface at once, and there again after",
  async (change) => {
    const made = await scene();
    const { share, video } = made;
    const places = ["", ...Object.values(SURFACES)].map((surface) => inCollection(surface, video.id));
    const seen = async () => {
      const listed = itemsOn((await request("GET", `/s/${share.slug}`)).text).includes(video.id);
      const answers = await Promise.all(places.map((place) => request("GET", `/s/${share.slug}${place}`)));
      return [listed, ...answers.map(({ status }) => status)];
    };
    const there = [true, ...places.map(() => 200)];
    expect(await seen()).toEqual(there);
    expect((await change.close(made)) as object).toMatchObject({ status: expect.toBeOneOf([200, 204]) });
    expect(await seen()).toEqual([false, ...places.map(() => 404)]);
    expect((await change.reopen(made)) as object).toMatchObject({ status: expect.toBeOneOf([200, 204]) });
    expect(await seen()).toEqual(there);
  },
);

test("what is moved out while it plays is cut, what stays plays to its end", async () => {
  const made = await scene();
  const [leaving, staying] = await Promise.all(
    ["Leaving", "Staying"].map(async (title) => {
      const video = await newVideo(token, made.folder, title);
      await uploadBytes(token, video.id, await largeClip(LARGE));
      return video;
    }),
  );
  if (!leaving || !staying) throw new Error("nothing to play");
  const [going, kept] = await Promise.all(
    [leaving, staying].map(({ id }) => playShare(made.share.slug, {}, inCollection("", id))),
  );
  await move(leaving, elsewhere.id);
  expect(await Promise.all([going?.outcomeAfter(CUT_WITHIN_MS), kept?.outcomeAfter(CUT_WITHIN_MS)])).toEqual([
    "cut",
    "played to its end",
  ]);
});

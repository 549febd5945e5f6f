import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Person, Places } from "./person.ts";
import { uploadClip } from "./upload-clip.ts";

/** What the password of the protected one is, printed for whoever tries the demo. */
export const DEMO_PASSWORD = "northwind-spring";

type Rules = { visibility: "public" | "password" | "workspace"; password?: string };

/** One clip under three titles: a video has one Share Page, and the demo shows three kinds. */
const VIDEOS: { title: string; rules: Rules }[] = [
  { title: "Spring launch teaser", rules: { visibility: "public" } },
  { title: "Spring launch, press preview", rules: { visibility: "password", password: DEMO_PASSWORD } },
  { title: "Spring launch, internal cut", rules: { visibility: "workspace" } },
];

/** A project with three short videos, each with captions and chapters in two languages, a poster and a Share Page of its own kind; answers their ids. */
export async function publishVideos(places: Places, person: Person, workspaceId: string): Promise<string[]> {
  const nodes = `/workspaces/${workspaceId}/nodes`;
  const project = await person.call<{ id: string }>("POST", nodes, { kind: "project", title: "Spring launch" });
  const ids: string[] = [];
  for (const { title, rules } of VIDEOS) {
    const video = { kind: "video", title, parentId: project.id };
    const { id } = await person.call<{ id: string }>("POST", nodes, video);
    await uploadClip(places, person, id);
    await person.send(`/videos/${id}/captions/en?default=true`, "text/vtt", await beside("spring-launch.en.vtt"));
    await person.send(`/videos/${id}/captions/fr`, "text/vtt", await beside("spring-launch.fr.vtt"));
    for (const language of ["en", "fr"]) {
      const chapters = await beside(`spring-launch.chapters.${language}.vtt`);
      await person.send(`/videos/${id}/captions/${language}?kind=chapters`, "text/vtt", chapters);
    }
    await person.send(`/nodes/${id}/poster?width=1280`, "image/jpeg", await beside("spring-launch.jpg"));
    await person.call("POST", `/videos/${id}/publish`, rules);
    ids.push(id);
  }
  return ids;
}

function beside(name: string): Promise<Buffer<ArrayBuffer>> {
  return readFile(join(import.meta.dirname, name));
}

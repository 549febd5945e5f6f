import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Upload } from "tus-js-client";
import type { Person, Places } from "./person.ts";

const CLIP = join(import.meta.dirname, "spring-launch.mp4");

/** Uploads the clip beside this file as a video's media, in the resumable way clients do. */
export async function uploadClip(places: Places, person: Person, nodeId: string): Promise<void> {
  const clip = await readFile(CLIP);
  await new Promise<void>((resolve, reject) => {
    new Upload(clip, {
      endpoint: `${places.url}/api/v1/nodes/${nodeId}/uploads`,
      headers: { Authorization: `Bearer ${person.accessToken}` },
      metadata: { filename: "spring-launch.mp4", filetype: "video/mp4" },
      onError: reject,
      onSuccess: () => resolve(),
    }).start();
  });
}

import { expect } from "vitest";
import { server } from "../../support/server.ts";
import { publish } from "../../support/videos.ts";

/** Publishes the video and compares what a stranger is sent with what was uploaded. */
export async function expectPlayed(token: string, nodeId: string, bytes: Buffer): Promise<void> {
  const { slug } = await publish(token, nodeId, "public");
  const answer = await fetch(`${server.url}/s/${slug}/media`);
  expect(answer.status).toBe(200);
  const played = Buffer.from(await answer.arrayBuffer());
  expect(played.byteLength).toBe(bytes.byteLength);
  expect(played.equals(bytes)).toBe(true);
}

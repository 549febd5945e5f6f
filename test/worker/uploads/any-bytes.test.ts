import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { MEDIA_KINDS } from "../../../shared/policy/access.ts";
import { workspaceWith } from "../../support/actors.ts";
import { fixture, newMedia, newProject, uploadBytes } from "../../support/videos.ts";

const NAMES = [
  ...["clip.mp4", "clip.webm", "avatar.jpg", "avatar.png", "avatar.webp", "avatar.avif"],
  ...["voice.mp3", "voice.wav", "voice.m4a", "voice.aac", "voice-opus.ogg", "voice.webm", "voice.flac"],
];

let token: string;
let project: ContentNode;
let files: Buffer<ArrayBuffer>[];

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
  files = await Promise.all(NAMES.map(fixture));
});

const noise = fc.uint8Array({ minLength: 1, maxLength: 2_000 });
/** A file of ours, of which a part is kept, a few bytes are others, and something follows. */
const damaged = fc.record({
  file: fc.nat({ max: NAMES.length - 1 }),
  kept: fc.double({ min: 0, max: 1, noNaN: true }),
  others: fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 255 })), { maxLength: 6 }),
  behind: fc.uint8Array({ maxLength: 200 }),
});

// Always the same files: what the answer is must not depend on the day.
test("whatever is uploaded, the answer is that it is taken, too large, or not of the kind", async () => {
  const kind = fc.constantFrom(...MEDIA_KINDS);
  await fc.assert(
    fc.asyncProperty(kind, fc.oneof(noise, damaged), async (of, made) => {
      const bytes = made instanceof Uint8Array ? Buffer.from(made) : damage(made);
      const { id } = await newMedia(token, project, of);
      const { status } = await uploadBytes(token, id, bytes);
      expect([204, 413, 415]).toContain(status);
    }),
    { numRuns: 120, seed: 2026, endOnFailure: true },
  );
});

function damage(made: typeof damaged extends fc.Arbitrary<infer Made> ? Made : never): Buffer<ArrayBuffer> {
  const file = files[made.file] ?? Buffer.alloc(1);
  const bytes = Buffer.from(file.subarray(0, Math.max(1, Math.ceil(file.byteLength * made.kept))));
  for (const [at, byte] of made.others) bytes[at % bytes.byteLength] = byte;
  return Buffer.concat([bytes, made.behind]);
}

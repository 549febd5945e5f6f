import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { UPLOAD_MAX_BYTES } from "../../../shared/limits.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { fixture, newMedia, newProject, TUS, uploadBytes } from "../../support/videos.ts";
import { refusalOf } from "./refusal-of.ts";

let token: string;
let project: ContentNode;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
});

const refused = (bytes: Uint8Array<ArrayBuffer>) => refusalOf(token, project, "voice", bytes);

test.each([
  ["voice.mp3", "audio/mpeg", 1.5, null],
  ["voice.wav", "audio/wav", 0.6, null],
  ["voice.m4a", "audio/mp4", 1.5, false],
  ["sound-only.mp4", "audio/mp4", 1, false],
  ["voice.aac", "audio/aac", 1.5, null],
  ["voice-opus.ogg", "audio/ogg", 1.5, null],
  ["voice-vorbis.ogg", "audio/ogg", 1.5, null],
  ["voice.webm", "audio/webm", 1.5, null],
  ["voice.flac", "audio/flac", 0.6, null],
] as const)(
  "%s is taken as %s of %d seconds, its index in front: %s",
  async (name, contentType, seconds, fastStart) => {
    const { id } = await newMedia(token, project, "voice");
    const bytes = await fixture(name);
    const { status, text } = await uploadBytes(token, id, bytes);
    expect([status, text]).toEqual([204, ""]);
    const { body } = await api<ContentNode>("GET", `/nodes/${id}`, { token });
    expect(body.media).toMatchObject({ contentType, size: bytes.byteLength, width: null, height: null, fastStart });
    expect(Math.abs((body.media?.duration ?? 0) - seconds)).toBeLessThan(0.15);
  },
);

describe("a codec that not every browser plays is refused by name", () => {
  test.each([
    ["alac-sound.m4a", "ALAC"],
    ["pcm24-sound.wav", "PCM (s24)"],
  ])("%s: %s", async (name, codec) => {
    const { status, code, error } = await refused(await fixture(name));
    expect([status, code, error?.code]).toEqual([415, "unsupported_codec", "codec"]);
    expect(error?.detail).toContain(codec);
    expect(error?.detail).toContain("MP3, AAC as M4A");
  });
});

describe("what cannot be heard is refused and leaves nothing", () => {
  const UNREADABLE = { status: 415, code: "unsupported_media_type", error: { code: "unreadable" } };

  test.each([
    ["voice.m4a", 3_000],
    ["voice.mp3", 60],
    ["voice.wav", 30],
    ["voice.wav", 44],
    ["voice-opus.ogg", 40],
    ["voice.webm", 200],
    ["voice.flac", 30],
  ])("%s, cut off after %i bytes", async (name, length) => {
    expect(await refused((await fixture(name)).subarray(0, length))).toMatchObject(UNREADABLE);
  });

  test("text, and noise", async () => {
    expect(await refused(Buffer.from("Once upon a time ".repeat(300)))).toMatchObject(UNREADABLE);
    expect(await refused(Buffer.alloc(5_000, 0x55))).toMatchObject(UNREADABLE);
  });
});

describe("files made to be read in circles are answered all the same", () => {
  test("a frame of no length", async () => {
    const aac = await fixture("voice.aac");
    const first = ((aac.readUInt8(3) & 3) << 11) | (aac.readUInt8(4) << 3) | (aac.readUInt8(5) >> 5);
    const circle = Buffer.from(aac.subarray(0, first + 9));
    // The length of the second frame (ISO/IEC 14496-3, table 1.A.6) is none.
    circle.set([aac.readUInt8(3) & 0xfc, 0, aac.readUInt8(5) & 0x1f], first + 3);
    aac.copy(circle, first, 0, 3);
    const { id } = await newMedia(token, project, "voice");
    expect((await uploadBytes(token, id, circle)).status).toBeLessThan(500);
  });

  test("a header that promises what is not there", async () => {
    const flac = await fixture("voice.flac");
    const { id } = await newMedia(token, project, "voice");
    expect((await uploadBytes(token, id, flac.subarray(0, 8_300))).status).toBeLessThan(500);
  });
});

test("a voice of more than is taken is refused before it is sent", async () => {
  const { id } = await newMedia(token, project, "voice");
  const headers = { ...TUS, "Upload-Length": String(UPLOAD_MAX_BYTES.voice + 1) };
  const { status, body } = await api("POST", `/nodes/${id}/uploads`, { token, headers });
  expect([status, body.code]).toEqual([413, "payload_too_large"]);
});

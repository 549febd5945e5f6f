import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { MEDIA_KINDS, type MediaKind } from "../../../shared/policy/access.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { fixture, newMedia, newProject, TUS, uploadBytes } from "../../support/videos.ts";
import { refusalOf } from "./refusal-of.ts";

let token: string;
let project: ContentNode;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
});

const FILES: Record<MediaKind, string[]> = {
  video: ["clip.mp4", "clip.webm", "clip.mov"],
  avatar: ["avatar.jpg", "avatar.png", "avatar.webp", "avatar.avif"],
  voice: ["voice.mp3", "voice.wav", "voice.m4a", "voice-opus.ogg"],
};
const WORDS: Record<MediaKind, string> = {
  video: "this is a video",
  avatar: "this is a picture",
  voice: "this is a sound",
};
const others = (kind: MediaKind) => MEDIA_KINDS.filter((other) => other !== kind);
const CASES = MEDIA_KINDS.flatMap((kind) => others(kind).map((found) => [found, kind] as const));

test.each(CASES)("%s files sent to a node of kind %s are called what they are", async (found, kind) => {
  for (const name of FILES[found]) {
    const { status, code, error } = await refusalOf(token, project, kind, await fixture(name));
    expect([name, status, code, error?.code]).toEqual([name, 415, "unsupported_media_type", "wrong_kind"]);
    expect(error?.detail).toContain(WORDS[found]);
    expect(error?.detail).toMatch(kind === "avatar" ? /^An avatar takes/ : RegExp(`^A ${kind} takes`));
  }
});

describe("what is announced", () => {
  const TYPES: [MediaKind, string, number][] = [
    ["video", "video/mp4", 201],
    ["video", "image/png", 415],
    ["video", "audio/mpeg", 415],
    ["avatar", "image/avif", 201],
    ["avatar", "image/svg+xml", 415],
    ["avatar", "video/mp4", 415],
    ["voice", "audio/mpeg", 201],
    ["voice", "application/ogg", 201],
    ["voice", "video/webm", 201],
    ["voice", "video/quicktime", 415],
    ["voice", "image/png", 415],
    ["voice", "text/html", 415],
    ["voice", "application/octet-stream", 201],
  ];
  test.each(TYPES)("to a %s: %s is answered %i", async (kind, type, status) => {
    const { id } = await newMedia(token, project, kind);
    const headers = { ...TUS, "Upload-Length": "9", "Upload-Metadata": `filetype ${btoa(type)}` };
    expect((await api("POST", `/nodes/${id}/uploads`, { token, headers })).status).toBe(status);
  });
});

test("a folder and a project take no media", async () => {
  const headers = { ...TUS, "Upload-Length": "9" };
  const { status, body } = await api("POST", `/nodes/${project.id}/uploads`, { token, headers });
  expect([status, body.code]).toEqual([409, "invalid_state"]);
});

test("a new picture is the avatar's next version", async () => {
  const { id } = await newMedia(token, project, "avatar");
  for (const name of ["avatar.png", "avatar.webp"]) await uploadBytes(token, id, await fixture(name));
  const { body } = await api<ContentNode>("GET", `/nodes/${id}`, { token });
  expect(body.media?.contentType).toBe("image/webp");
  const entries = await sql("SELECT 1 FROM audit_entries WHERE target = ? AND action = 'media.uploaded'", [id]);
  expect(entries).toHaveLength(2);
});

import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { UPLOAD_MAX_BYTES } from "../../../shared/limits.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { beginUpload, fixture, newMedia, newProject, TUS, uploadBytes } from "../../support/videos.ts";
import { refusalOf } from "./refusal-of.ts";

let token: string;
let project: ContentNode;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
});

const upload = async (bytes: Uint8Array<ArrayBuffer>) => {
  const { id } = await newMedia(token, project, "avatar");
  const { status, text } = await uploadBytes(token, id, bytes);
  const { body } = await api<ContentNode>("GET", `/nodes/${id}`, { token });
  return { status, text, media: body.media };
};

const refused = async (bytes: Uint8Array<ArrayBuffer>) => {
  const { status, code, error } = await refusalOf(token, project, "avatar", bytes);
  return [status, code, error?.code];
};

describe("a picture is taken by its content, and measured", () => {
  test.each([
    ["avatar.jpg", "image/jpeg"],
    ["avatar.png", "image/png"],
    ["avatar.webp", "image/webp"],
    ["avatar.avif", "image/avif"],
  ])("%s", async (name, contentType) => {
    const bytes = await fixture(name);
    expect(await upload(bytes)).toMatchObject({
      status: 204,
      text: "",
      media: { contentType, size: bytes.byteLength, width: 120, height: 90, duration: null },
    });
  });

  test("as it is shown: a JPEG that lies on its side is upright", async () => {
    expect((await upload(turned(await fixture("avatar.jpg"), 6))).media).toMatchObject({ width: 90, height: 120 });
    expect((await upload(turned(await fixture("avatar.jpg"), 3))).media).toMatchObject({ width: 120, height: 90 });
  });

  test("with what phones put behind a JPEG", async () => {
    const moving = Buffer.concat([await fixture("avatar.jpg"), await fixture("sound-only.mp4")]);
    expect((await upload(moving)).media).toMatchObject({ contentType: "image/jpeg", width: 120 });
  });
});

describe("what is no whole picture is refused and leaves nothing", () => {
  const UNREADABLE = [415, "unsupported_media_type", "unreadable"];
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

  test("SVG, whatever it is called", async () => {
    expect(await refused(Buffer.from(SVG))).toEqual(UNREADABLE);
    expect(await refused(Buffer.from(`\ufeff<?xml version="1.0"?>\n<!-- PNG -->\n${SVG}`))).toEqual(UNREADABLE);
    const { id } = await newMedia(token, project, "avatar");
    const metadata = `filename ${btoa("me.png")},filetype ${btoa("image/png")}`;
    const path = await beginUpload(token, id, SVG.length, metadata);
    expect(path).toContain("/uploads/");
    const headers = { ...TUS, "Upload-Length": "9", "Upload-Metadata": `filetype ${btoa("image/svg+xml")}` };
    const announced = await api("POST", `/nodes/${id}/uploads`, { token, headers });
    expect([announced.status, announced.body.code]).toEqual([415, "unsupported_media_type"]);
  });

  test("only the first bytes of one, with a page behind", async () => {
    const page = Buffer.from(SVG.repeat(20));
    for (const name of ["avatar.jpg", "avatar.png", "avatar.webp", "avatar.avif"]) {
      const head = (await fixture(name)).subarray(0, 16);
      expect([name, await refused(Buffer.concat([head, page]))]).toEqual([name, UNREADABLE]);
    }
  });

  test("whole, with a page behind it", async () => {
    for (const name of ["avatar.png", "avatar.webp", "avatar.avif"]) {
      const both = Buffer.concat([await fixture(name), Buffer.from(SVG)]);
      expect([name, await refused(both)]).toEqual([name, UNREADABLE]);
    }
  });

  test("cut off", async () => {
    for (const name of ["avatar.jpg", "avatar.png", "avatar.webp", "avatar.avif"]) {
      const bytes = await fixture(name);
      for (const length of [3, 12, 30, Math.floor(bytes.byteLength / 2), bytes.byteLength - 2]) {
        expect([name, length, await refused(bytes.subarray(0, length))]).toEqual([name, length, UNREADABLE]);
      }
    }
  });

  test("GIF, and what else browsers may show", async () => {
    expect(await refused(Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"))).toEqual(UNREADABLE);
    expect(await refused(Buffer.concat([Buffer.from("BM"), Buffer.alloc(200)]))).toEqual(UNREADABLE);
  });

  test("a few bytes that would unpack to more than a browser holds", async () => {
    const png = await fixture("avatar.png");
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    expect(await refused(bomb)).toEqual([413, "payload_too_large", "too_many_pixels"]);
    bomb.writeUInt32BE(10_000, 16);
    bomb.writeUInt32BE(5_000, 20);
    expect((await upload(bomb)).media).toMatchObject({ width: 10_000, height: 5_000 });
    bomb.writeUInt32BE(0, 16);
    expect(await refused(bomb)).toEqual(UNREADABLE);
  });
});

test("more bytes than a picture has are refused before they are sent, and the most is announced", async () => {
  const { id } = await newMedia(token, project, "avatar");
  const begin = (size: number) =>
    api("POST", `/nodes/${id}/uploads`, { token, headers: { ...TUS, "Upload-Length": String(size) } });
  const most = UPLOAD_MAX_BYTES.avatar;
  const { status, body } = await begin(most + 1);
  expect([status, body.code]).toEqual([413, "payload_too_large"]);
  const begun = await begin(most);
  expect([begun.status, begun.headers.get("Tus-Max-Size")]).toEqual([201, String(most)]);
  const { headers } = await api("OPTIONS", `/nodes/${id}/uploads`, { token });
  expect(headers.get("Tus-Max-Size")).toBe(String(most));
  const empty = await begin(0);
  expect([empty.status, empty.body.code]).toEqual([415, "unsupported_media_type"]);
});

/** A JPEG with an orientation (Exif 2.32, section 4.6.4) behind its first marker. */
function turned(jpeg: Buffer, orientation: number): Buffer<ArrayBuffer> {
  const entry = Buffer.from([0x01, 0x12, 0x00, 0x03, 0, 0, 0, 1, 0, orientation, 0, 0]);
  const tiff = Buffer.concat([Buffer.from("MM\0*\0\0\0\x08\0\x01", "latin1"), entry, Buffer.alloc(4)]);
  const data = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(data.byteLength + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), size, data, jpeg.subarray(2)]);
}

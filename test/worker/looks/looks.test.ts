import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { LOGO_MAX_BYTES } from "../../../shared/limits.ts";
import { newAddress, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { mailTo } from "../../support/mailbox.ts";
import { fixture, playableVideo, publish } from "../../support/videos.ts";

let space: TestWorkspace;
let token: string;

beforeAll(async () => {
  space = await workspaceWith({ developer: 1, creator: 1, viewer: 1 });
  token = space.admin.accessToken;
});

const logoOf = (workspaceId = space.workspaceId) => `/workspaces/${workspaceId}/logo`;
const putLogo = async (name: string, as = token) =>
  api("PUT", logoOf(), { token: as, rawBody: await fixture(name), headers: { "Content-Type": "image/png" } });
const setColour = (colour: unknown, as = token) =>
  api("PATCH", `/workspaces/${space.workspaceId}`, { token: as, body: { look: { colour } } });
const pathOf = (url: string) => new URL(url).pathname;
const dropped = async (url: string) =>
  (await sql("SELECT 1 FROM dropped_objects WHERE r2_key = ?", [pathOf(url).slice(1)])).length;

describe("a workspace's logo", () => {
  it("is a picture of any of our types, kept as it is, and served to whoever knows its name", async () => {
    for (const [name, type] of [
      ["avatar.png", "image/png"],
      ["avatar.jpg", "image/jpeg"],
      ["avatar.webp", "image/webp"],
      ["avatar.avif", "image/avif"],
    ] as const) {
      const answer = await putLogo(name);
      expect(answer.status).toBe(200);
      const logo = await fetch(answer.body.look.logoUrl);
      expect([logo.status, logo.headers.get("Content-Type")]).toEqual([200, type]);
      expect(Buffer.from(await logo.arrayBuffer())).toEqual(await fixture(name));
      expect(logo.headers.get("Cache-Control")).toBe("public, max-age=86400, immutable");
      expect(logo.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
      expect(logo.headers.get("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
      expect(logo.headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  it("in place of another, drops that one alone; taken away, leaves none", async () => {
    const first = (await putLogo("avatar.png")).body.look.logoUrl;
    const second = (await putLogo("avatar.jpg")).body.look.logoUrl;
    expect([await dropped(first), await dropped(second)]).toEqual([1, 0]);
    expect((await api("DELETE", logoOf(), { token })).status).toBe(204);
    expect(await dropped(second)).toBe(1);
    expect((await api("GET", `/workspaces/${space.workspaceId}`, { token })).body.look.logoUrl).toBeNull();
    expect((await api("DELETE", logoOf(), { token })).status).toBe(404);
  });

  it("put by many at once, one stands and all the others are dropped", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => putLogo("avatar.webp")));
    const urls = answers.map(({ body }) => body.look.logoUrl);
    const now = (await api("GET", `/workspaces/${space.workspaceId}`, { token })).body.look.logoUrl;
    expect(urls).toContain(now);
    for (const url of urls) expect(await dropped(url)).toBe(url === now ? 0 : 1);
  });

  it("is no SVG, no text and nothing heavy, and then the one before stays", async () => {
    const before = (await putLogo("avatar.png")).body.look.logoUrl;
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const heavy = Buffer.alloc(LOGO_MAX_BYTES + 1);
    for (const [rawBody, status] of [
      [svg, 415],
      [Buffer.from("hello"), 415],
      [heavy, 413],
    ] as const) {
      expect((await api("PUT", logoOf(), { token, rawBody })).status).toBe(status);
    }
    expect((await api("GET", `/workspaces/${space.workspaceId}`, { token })).body.look.logoUrl).toBe(before);
  });

  it("of another name is unknown", async () => {
    for (const name of ["00000000-0000-0000-0000-000000000000", "..%2Fmedia", "x"]) {
      expect((await request("GET", `/logos/${name}`)).status).toBe(404);
    }
  });
});

describe("a workspace's colour", () => {
  it("is kept in lower case and taken away again", async () => {
    expect((await setColour("#274C5E")).body.look.colour).toBe("#274c5e");
    expect((await setColour(null)).body.look.colour).toBeNull();
  });

  it.each(["red", "#fff", "#12345g", "#274c5e;}", 5, ""])("%j is no colour", async (colour) => {
    const answer = await setColour(colour);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "/look/colour"]);
  });
});

describe("who may change how it looks", () => {
  it("a Super Admin, and nobody else", async () => {
    const { members } = space;
    const others = [members.developer[0], members.creator[0], members.viewer[0]].map((one) => [one?.accessToken, 403]);
    const outsider = [(await signUp()).accessToken, 404];
    for (const [as, status] of [...others, outsider] as [string, number][]) {
      expect((await putLogo("avatar.png", as)).status).toBe(status);
      expect((await setColour("#000000", as)).status).toBe(status);
      expect((await api("DELETE", logoOf(), { token: as })).status).toBe(status);
    }
    expect((await api("DELETE", logoOf())).status).toBe(401);
    expect((await putLogo("avatar.png")).status).toBe(200);
  });

  it("is audited", async () => {
    const entries = await api("GET", `/workspaces/${space.workspaceId}/audit?action=logo.put`, { token });
    expect(entries.body.items.length).toBeGreaterThan(0);
  });
});

describe("what it changes", () => {
  it("the share page: the logo by the name, the colour made readable, allowed by its digest alone", async () => {
    const share = await publish(token, (await playableVideo(token, space.workspaceId)).id, "public");
    const plain = await request("GET", `/s/${share.slug}`);
    expect(plain.text.match(/<style>/g)).toHaveLength(1);
    await setColour("#ffe600");
    const logo = pathOf((await putLogo("avatar.png")).body.look.logoUrl);
    const { text, headers } = await request("GET", `/s/${share.slug}`);
    const sheets = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? "");
    expect(sheets).toHaveLength(2);
    expect(sheets[1]).toContain("--accent:light-dark(#7");
    const digests = sheets.map((css) => `'sha256-${createHash("sha256").update(css).digest("base64")}'`);
    expect(headers.get("Content-Security-Policy")).toContain(`style-src ${digests.join(" ")};`);
    expect(text).toMatch(new RegExp(`<img class="house-logo" src="${logo}" alt(="")? height="28"/>`));
  });

  it("the player in a frame and the card of a preview, where anyone may see whose they are", async () => {
    const { id } = await playableVideo(token, space.workspaceId);
    const share = await publish(token, id, "public");
    await setColour("#ffe600");
    const logo = pathOf((await putLogo("avatar.png")).body.look.logoUrl);
    const { text, headers } = await request("GET", `/s/${share.slug}/embed`);
    const sheets = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? "");
    expect(sheets[1]).toContain("--accent:light-dark(#7");
    const digests = sheets.map((css) => `'sha256-${createHash("sha256").update(css).digest("base64")}'`);
    expect(headers.get("Content-Security-Policy")).toContain(`style-src ${digests.join(" ")};`);
    expect(text).toContain(`src="${logo}"`);
    const page = await request("GET", `/s/${share.slug}`);
    const [light = "", dark = ""] = [...page.text.matchAll(/<meta name="theme-color" content="([^"]*)"/g)].map(
      ([, colour]) => colour ?? "",
    );
    expect(sheets[1]).toContain(`--accent:light-dark(${light},${dark})`);
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "restricted" } });
    const card = await request("GET", `/s/${share.slug}/embed`);
    expect([card.status, /logos|theme-color/.test(card.text), card.text.match(/<style>/g)?.length]).toEqual([
      200,
      false,
      1,
    ]);
  });

  it("mails: the logo by its whole address, the button in its colour", async () => {
    await setColour("#274c5e");
    const { logoUrl } = (await putLogo("avatar.png")).body.look;
    await api("PUT", `/workspaces/${space.workspaceId}/plan`, { token, body: { seats: 20 } });
    const email = newAddress();
    const body = { invitations: [{ email, role: "viewer" }] };
    await api("POST", `/workspaces/${space.workspaceId}/invitations`, { token, body });
    await expect.poll(async () => (await mailTo(email)).length).toBe(1);
    const [mail] = await mailTo(email);
    expect(mail?.html).toContain(`src="${logoUrl}"`);
    expect(mail?.html).toContain("background:#274c5e;color:#ffffff");
    expect(mail?.text).not.toContain("/logos/");
  });
});

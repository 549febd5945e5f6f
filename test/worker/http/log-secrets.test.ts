import { readFile } from "node:fs/promises";
import { beforeAll, expect, test, vi } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { newAddress, newNetwork, signUp, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { inviteToken, mailTo, signInCode } from "../../support/mailbox.ts";
import { server } from "../../support/server.ts";
import { tryPassword, unlock } from "../../support/unlocking.ts";
import { playableVideo, publish } from "../../support/videos.ts";

/** Everything secret that passed through the service here, by what it is. */
const secrets: Record<string, string> = {};
let log = "";

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  const token = admin.accessToken;
  secrets["access token"] = token;
  secrets["refresh token"] = admin.refreshToken;

  secrets.code = await codeOfSomeone();
  secrets.address = newAddress();
  const invitations = [{ email: secrets.address, role: "viewer" }];
  await api("POST", `/workspaces/${workspaceId}/invitations`, { token, body: { invitations } });
  secrets["invitation's token"] = await inviteToken(secrets.address);
  await request("GET", `/invite/${secrets["invitation's token"]}`);
  const invited = await signUp(secrets.address);
  await api("POST", `/invitations/${secrets["invitation's token"]}/accept`, { token: invited.accessToken });
  await api("POST", "/auth/sessions/refresh", { body: { refreshToken: admin.refreshToken } });

  const share = await lockedShare(token, workspaceId);
  secrets.slug = share.slug;
  secrets["wrong password"] = "not the lantern";
  await tryPassword(share.slug, secrets["wrong password"]);
  const cookie = await unlock(share.slug, secrets.password ?? "");
  secrets["unlock cookie"] = cookie.slice(cookie.indexOf("=") + 1);
  await request("GET", `/s/${share.slug}/media?password=${encodeURIComponent(secrets.password ?? "")}`);
  log = await logUpTo(await request("GET", `/s/${share.slug}`, { headers: { Cookie: cookie } }));
});

test("the log has a line for each, under the route's pattern", () => {
  for (const route of ["/api/v1/auth/sessions", "/invite/:token", "/s/:slug/unlock", "/s/:slug"]) {
    expect(log).toContain(`"route":"${route}"`);
  }
  expect(log).toContain("wrong password");
});

test.each([
  "access token",
  "refresh token",
  "code",
  "address",
  "invitation's token",
  "slug",
  "password",
  "wrong password",
  "unlock cookie",
])("no %s is in the log, in clear or encoded", (name) => {
  const secret = secrets[name] ?? "";
  expect(secret.length).toBeGreaterThan(5);
  for (const form of [secret, encodeURIComponent(secret), secret.replaceAll(" ", "+")]) expect(log).not.toContain(form);
});

async function codeOfSomeone(): Promise<string> {
  const [email, network] = [newAddress(), newNetwork()];
  const before = await mailTo(email);
  await api("POST", "/auth/codes", { body: { email }, network });
  const code = await signInCode(email, before);
  await api("POST", "/auth/sessions", { body: { email, code }, network });
  return code;
}

async function lockedShare(token: string, workspaceId: string): Promise<Share> {
  secrets.password = "a lantern in the hall";
  const video = await playableVideo(token, workspaceId);
  return publish(token, video.id, "password", secrets.password);
}

/** All that was logged until the line of this answer. */
async function logUpTo({ headers }: { headers: Headers }): Promise<string> {
  const id = headers.get("X-Request-Id") ?? "none";
  return vi.waitFor(async () => {
    const text = await readFile(server.log, "utf8");
    expect(text).toContain(id);
    return text;
  });
}

import { readFile } from "node:fs/promises";
import { beforeAll, expect, test, vi } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { newAddress, newNetwork, signUpByCode, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { inviteToken, mailTo, signInCode } from "../../support/mailbox.ts";
import { server } from "../../support/server.ts";
import { tryPassword, unlock } from "../../support/unlocking.ts";
import { playableVideo, publish } from "../../support/videos.ts";
import { register } from "../../support/webhook-receiver.ts";

/** Everything secret that passed through the service here, by what it is. */
const secrets: Record<string, string> = {};
const PATIENT = { timeout: 10_000 };
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
  const invited = await signUpByCode(secrets.address);
  await api("POST", `/invitations/${secrets["invitation's token"]}/accept`, { token: invited.accessToken });
  await api("POST", "/auth/sessions/refresh", { body: { refreshToken: admin.refreshToken } });

  const share = await lockedShare(token, workspaceId);
  secrets.slug = share.slug;
  secrets["wrong password"] = "not the lantern";
  await tryPassword(share.slug, secrets["wrong password"]);
  const cookie = await unlock(share.slug, secrets.password ?? "");
  secrets["unlock cookie"] = cookie.slice(cookie.indexOf("=") + 1);
  await request("GET", `/s/${share.slug}/media?password=${encodeURIComponent(secrets.password ?? "")}`);
  await secretsOfWebhooks(token, workspaceId);
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
  "webhook's secret",
  "webhook's address",
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

/** One that fails to be reached, which is logged if anything is. */
async function secretsOfWebhooks(token: string, workspaceId: string): Promise<void> {
  const url = "http://127.0.0.1:9/?key=a-key-of-the-receiver";
  const { id, secret } = await register({ token, workspaceId }, url, ["member.ended"]);
  secrets["webhook's secret"] = secret.slice("whsec_".length);
  secrets["webhook's address"] = "a-key-of-the-receiver";
  await api("POST", `/workspaces/${workspaceId}/webhooks/${id}/test`, { token });
  const tried = async () => (await api("GET", `/workspaces/${workspaceId}/webhooks/${id}/deliveries`, { token })).body;
  await vi.waitFor(async () => expect((await tried()).items[0].tries).toBe(1), PATIENT);
}

/** All that was logged until the line of this answer. */
async function logUpTo({ headers }: { headers: Headers }): Promise<string> {
  const id = headers.get("X-Request-Id") ?? "none";
  return vi.waitFor(async () => {
    const text = await readFile(server.log, "utf8");
    expect(text).toContain(id);
    return text;
  }, PATIENT);
}

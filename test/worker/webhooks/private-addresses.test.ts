import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../../scripts/server/ports.ts";
import type { MadeWebhook } from "../../../shared/api/webhooks.ts";
import { isPublicAddress } from "../../../worker/webhooks/require-public-url.ts";
import { signUp } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { type DnsServer, startDnsServer } from "../../support/dns-server.ts";
import { type OwnFoyer, startOwnFoyer } from "../../support/own-foyer.ts";
import { type Receiver, register, startReceiver } from "../../support/webhook-receiver.ts";

/** This machine on its network, as a name might lead to it; not where it stands on the Internet itself. */
const LAN = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal && !isPublicAddress(one.address))?.address;
/** Every way to this machine that a name, or whoever writes into the database, could lead to. */
const WAYS_HERE = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", ...(LAN ? [LAN] : [])];

describe("an address is public", () => {
  it.each([
    ["93.184.215.14", true],
    ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", true],
    ["127.0.0.1", false],
    ["127.255.255.254", false],
    ["0.0.0.0", false],
    ["10.1.2.3", false],
    ["172.16.0.1", false],
    ["172.32.0.1", true],
    ["192.168.1.1", false],
    ["169.254.169.254", false],
    ["100.64.0.1", false],
    ["100.128.0.1", true],
    ["192.0.0.1", false],
    ["192.0.2.1", false],
    ["198.18.0.1", false],
    ["203.0.113.5", false],
    ["224.0.0.1", false],
    ["240.0.0.1", false],
    ["255.255.255.255", false],
    ["::", false],
    ["::1", false],
    ["::ffff:10.0.0.1", false],
    ["::ffff:93.184.215.14", true],
    ["fc00::1", false],
    ["fd00:ec2::254", false],
    ["fe80::1", false],
    ["ff02::1", false],
    ["64:ff9b::a00:1", false],
    ["2002:a00:1::", false],
    ["2001::1", false],
    ["2001:db8::1", false],
  ])("%s: %s", (address, is) => {
    expect(isPublicAddress(address)).toBe(is);
  });
});

let token: string;
let workspaceId: string;
let receiver: Receiver;

async function settle(): Promise<void> {
  token = (await signUp()).accessToken;
  workspaceId = (await api("POST", "/workspaces", { token, body: { name: "Acme" } })).body.id;
}
const path = () => `/workspaces/${workspaceId}/webhooks`;
const at = (host: string) => receiver.url.replace("127.0.0.1", host);
/** What becomes of a test, sent to an address that stands in the database already. */
async function sentTo(hook: MadeWebhook, url: string) {
  await sql("UPDATE webhooks SET url = ? WHERE id = ?", [url, hook.id]);
  expect((await api("GET", `${path()}/${hook.id}`, { token })).body.url).toBe(url);
  const { id } = (await api("POST", `${path()}/${hook.id}/test`, { token })).body;
  const found = async () =>
    (await api("GET", `${path()}/${hook.id}/deliveries`, { token })).body.items.find(
      (one: { id: string }) => one.id === id,
    );
  await expect.poll(found).toMatchObject({ tries: 1 });
  return found();
}

beforeAll(async () => {
  receiver = await startReceiver("::");
});
beforeEach(() => {
  receiver.received.length = 0;
});
afterAll(() => receiver.close());

describe("on a closed network, where private addresses are allowed", () => {
  beforeAll(settle);

  it.each(WAYS_HERE)("%s is reached", async (host) => {
    const hook = await register({ token, workspaceId }, at(host), ["share.ended"]);
    expect(await sentTo(hook, at(host))).toMatchObject({ status: "delivered", lastStatus: 204 });
    expect(receiver.received).toHaveLength(1);
  });
});

describe("everywhere else", () => {
  let foyer: OwnFoyer;
  let dns: DnsServer;
  let hook: MadeWebhook;
  beforeAll(async () => {
    const dohUrl = `http://127.0.0.1:${await freePort()}/dns-query`;
    [foyer, dns] = await Promise.all([startOwnFoyer({ DOH_URL: dohUrl }), startDnsServer(dohUrl)]);
    await settle();
    hook = await register({ token, workspaceId }, "https://93.184.215.14/", ["share.ended"]);
  });
  afterAll(async () => {
    await dns.stop();
    await foyer.stop();
  });

  const refusal = async (url: string) => {
    const made = await api("POST", path(), { token, body: { url, events: ["share.ended"] } });
    const changed = await api("PATCH", `${path()}/${hook.id}`, { token, body: { url } });
    expect([changed.status, changed.body.errors]).toEqual([made.status, made.body.errors]);
    const [error] = made.body.errors ?? [];
    return [made.status, made.body.code, error?.pointer, error?.code];
  };

  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://017700000001/",
    "https://127.0.0.1./",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://db.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "https://router.home.arpa/",
    "https://intranet/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.100.100.200/",
    "https://10.0.0.1:8443/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fd00:ec2::254]/",
    "https://[64:ff9b::7f00:1]/",
  ])("%s is refused at registration", async (url) => {
    expect(await refusal(url)).toEqual([400, "invalid_request", "/url", "private_address"]);
  });

  it("plain http is refused", async () => {
    expect(await refusal("http://93.184.215.14/")).toEqual([400, "invalid_request", "/url", "https"]);
  });

  it("a name is refused that leads to a private address, among public ones too and by either family", async () => {
    await dns.putAddress("four.example", "10.0.0.1");
    await dns.putAddress("six.example", "fd00::1");
    await dns.putAddress("both.example", "93.184.215.14");
    await dns.putAddress("both.example", "192.168.0.9");
    await dns.putAddress("mapped.example", "::ffff:127.0.0.1");
    for (const name of ["four", "six", "both", "mapped"])
      expect(await refusal(`https://${name}.example/`)).toEqual([400, "invalid_request", "/url", "private_address"]);
    await dns.putAddress("good.example", "93.184.215.14");
    for (const name of ["good", "unknown"])
      expect((await register({ token, workspaceId }, `https://${name}.example/`, ["share.ended"])).enabled).toBe(true);
  });

  it.each(WAYS_HERE)("%s is refused again when something is delivered, whatever was registered", async (host) => {
    expect(await sentTo(hook, at(host))).toMatchObject({
      status: "pending",
      lastStatus: null,
      attempts: [{ status: null, error: "unreachable" }],
    });
    expect(receiver.received).toEqual([]);
  });

  it("while nobody can be asked what a name leads to, the network alone decides", async () => {
    await dns.stop();
    expect((await register({ token, workspaceId }, "https://crm.example/", ["share.ended"])).enabled).toBe(true);
    expect(await refusal("https://10.0.0.1/")).toEqual([400, "invalid_request", "/url", "private_address"]);
  });
});

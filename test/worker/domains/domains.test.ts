import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOMAIN_CHECKED_EVERY, DOMAIN_GRACE } from "../../../shared/limits.ts";
import { recheckDomains } from "../../../worker/domains/check-domain.ts";
import { api } from "../../support/client.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { type DnsServer, startDnsServer } from "../../support/dns-server.ts";
import { ask, type House, house, invite, prove, statusOf } from "../../support/joining.ts";
import { inviteToken } from "../../support/mailbox.ts";
import { serviceJob } from "../../support/service-job.ts";

const domainsOf = ({ workspaceId }: House) => `/workspaces/${workspaceId}/domains`;
const claim = (place: House, domain: string) =>
  api("POST", domainsOf(place), { token: place.admin.token, body: { domain } });
const verify = (place: House, domain: string) =>
  api("POST", `${domainsOf(place)}/${domain}/verify`, { token: place.admin.token });
const list = async (place: House) => (await api("GET", domainsOf(place), { token: place.admin.token })).body.items;
const audited = async ({ workspaceId }: House) =>
  (
    await sql("SELECT action FROM audit_entries WHERE workspace_id = ? AND action LIKE 'domain.%' ORDER BY at, id", [
      workspaceId,
    ])
  ).map(({ action }) => action);

describe("without a resolver", () => {
  it("verifying is 503 and changes nothing", async () => {
    const place = await house();
    const domain = newDomain();
    const claimed = await claim(place, domain);
    const answer = await verify(place, domain);
    expect([answer.status, answer.body.code]).toEqual([503, "dns_unavailable"]);
    expect(answer.headers.get("Retry-After")).toBe("10");
    expect(await list(place)).toEqual([claimed.body]);
  });
});

describe("the company domains of a workspace", () => {
  const companyDomains = async (place: House) =>
    (await api("GET", domainsOf(place), { token: place.admin.token })).body.companyDomains;

  it("are those proven and those of active Super Admins' mailboxes, each once, and no other", async () => {
    const [mailbox, proven, second] = [newDomain(), newDomain(), newDomain()];
    const place = await house({ domain: mailbox });
    await claim(place, newDomain());
    await prove(place, proven);
    await prove(place, mailbox);
    await invite(place, (await someone(newDomain())).email, "super_admin");
    expect(await companyDomains(place)).toEqual([mailbox, proven].toSorted());

    const peer = await someone(second);
    const { membership } = (await invite(place, peer.email, "super_admin")).body.results[0];
    const accepted = `/invitations/${await inviteToken(peer.email)}/accept`;
    await api("POST", accepted, { token: peer.token });
    expect(await companyDomains(place)).toEqual([mailbox, proven, second].toSorted());
    const path = `/workspaces/${place.workspaceId}/members/${membership.id}`;
    await api("PATCH", path, { token: place.admin.token, body: { status: "suspended" } });
    expect(await companyDomains(place)).toEqual([mailbox, proven].toSorted());
  });

  it("are never those of public providers, and of another workspace none", async () => {
    const admin = await someone("gmail.com");
    const place = await house({ admin });
    await prove(await house(), newDomain());
    expect(await companyDomains(place)).toEqual([]);
  });
});

describe("with a real DNS server", () => {
  let dns: DnsServer;
  beforeAll(async () => {
    dns = await startDnsServer();
  });
  afterAll(() => dns.stop());

  /** A domain proven for a workspace. */
  async function proven(policy: "domain" | "request" = "domain") {
    const place = await house({ policy });
    const domain = newDomain();
    const { txtName, txtValue } = (await claim(place, domain)).body;
    await dns.put(txtName, txtValue);
    expect((await verify(place, domain)).body.status).toBe("proven");
    return { place, domain, txtName };
  }

  it("a claim is pending until its record is found, then people of the domain join by themselves", async () => {
    const place = await house({ policy: "domain" });
    const domain = newDomain();
    const claimed = await claim(place, domain);
    expect([claimed.status, claimed.body.status]).toEqual([201, "pending"]);
    const person = await someone(domain);
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBeUndefined();

    expect((await verify(place, domain)).body).toMatchObject({ status: "pending", checkedAt: expect.any(String) });
    await dns.put(claimed.body.txtName, "v=spf1 -all");
    expect((await verify(place, domain)).body.status).toBe("pending");
    // A record of another kind beside it, and ours in two strings, as long ones are written.
    const { txtName, txtValue } = claimed.body;
    await dns.put(txtName, txtValue.slice(0, 20), txtValue.slice(20));
    expect((await verify(place, domain)).body).toMatchObject({ status: "proven", missingSince: null });
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBe("active");
    expect(await audited(place)).toEqual(["domain.claimed", "domain.proven"]);
  });

  it("an unproven claim blocks nobody; a proven one is told of only to whoever has the record too", async () => {
    const domain = newDomain();
    const squatter = await house();
    await claim(squatter, domain);
    const owner = await house();
    const mine = (await claim(owner, domain)).body;
    await dns.put(mine.txtName, mine.txtValue);
    expect((await verify(owner, domain)).body.status).toBe("proven");

    const third = await house();
    const theirs = (await claim(third, domain)).body;
    expect(theirs.txtValue).not.toBe(mine.txtValue);
    expect((await verify(third, domain)).body.status).toBe("pending");
    await dns.put(theirs.txtName, theirs.txtValue);
    expect((await verify(third, domain)).body.code).toBe("domain_taken");
    expect((await list(owner))[0].status).toBe("proven");
  });

  it("is looked at each day: missing for a week, the proof ends; back before, it stays", async () => {
    const { place, domain, txtName } = await proven();
    const due = () => sql("UPDATE domains SET next_check_at = 1 WHERE domain = ?", [domain]);
    const [first] = await sql("SELECT next_check_at - checked_at AS wait FROM domains WHERE domain = ?", [domain]);
    expect(first?.wait).toBe(DOMAIN_CHECKED_EVERY);
    const { txtValue } = (await list(place))[0];
    await dns.remove(txtName);
    await due();
    await recheckDomains(serviceJob());
    expect((await list(place))[0]).toMatchObject({ status: "proven", missingSince: expect.any(String) });
    await dns.put(txtName, txtValue);
    await due();
    await recheckDomains(serviceJob());
    expect((await list(place))[0]).toMatchObject({ status: "proven", missingSince: null });

    await dns.remove(txtName);
    await sql("UPDATE domains SET next_check_at = 1, missing_since = ? WHERE domain = ?", [
      Date.now() - DOMAIN_GRACE - 1,
      domain,
    ]);
    await recheckDomains(serviceJob());
    expect((await list(place))[0].status).toBe("pending");
    expect(await audited(place)).toEqual(["domain.claimed", "domain.proven", "domain.proof_lost"]);
    const person = await someone(domain);
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBeUndefined();
  });

  it("given up, it is another's to prove", async () => {
    const { place, domain } = await proven();
    const gone = await api("DELETE", `${domainsOf(place)}/${domain}`, { token: place.admin.token });
    expect(gone.status).toBe(204);
    expect(await list(place)).toEqual([]);
    const next = await house();
    const { txtName, txtValue } = (await claim(next, domain)).body;
    await dns.put(txtName, txtValue);
    expect((await verify(next, domain)).body.status).toBe("proven");
  });

  it("two workspaces with the record at once: one has it", async () => {
    const domain = newDomain();
    const places = await Promise.all([house(), house()]);
    const values = await Promise.all(places.map(async (place) => (await claim(place, domain)).body));
    for (const { txtName, txtValue } of values) await dns.put(txtName, txtValue);
    const answers = await Promise.all(places.map((place) => verify(place, domain)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe("claiming", () => {
  it.each(["gmail.com", "mailinator.com", "co.uk", "team.yopmail.com"])("%s is nobody's own", async (domain) => {
    const place = await house();
    const answer = await claim(place, domain);
    expect([answer.status, answer.body.code]).toEqual([422, "public_email_domain"]);
    expect(await list(place)).toEqual([]);
  });

  it.each(["acme", "a b.example", "https://acme.example", "-x.example", "1.2.3.4"])(
    "%s is no domain",
    async (domain) => {
      const answer = await claim(await house(), domain);
      expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, "/domain"]);
    },
  );

  it("reads a domain as people write it, and twice is once", async () => {
    const place = await house();
    expect((await claim(place, "@BÜCHER.example.")).body.domain).toBe("xn--bcher-kva.example");
    await Promise.all(Array.from({ length: 5 }, () => claim(place, "bücher.example")));
    expect(await list(place)).toHaveLength(1);
    expect(await audited(place)).toEqual(["domain.claimed"]);
  });

  it("of one that is not claimed, verifying and giving up are 404", async () => {
    const place = await house();
    expect((await verify(place, "none.example")).body.code).toBe("not_found");
    const gone = await api("DELETE", `${domainsOf(place)}/none.example`, { token: place.admin.token });
    expect(gone.body.code).toBe("not_found");
  });
});

import { describe, expect, it } from "vitest";
import { RATE_LIMITS } from "../../../shared/limits.ts";
import { api, randomNetwork } from "../../support/client.ts";
import { crowd, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { type House, house, invite, link, membershipOf, statusOf, take } from "../../support/joining.ts";
import { mailTo } from "../../support/mailbox.ts";
import { invitationTokenOf } from "../../support/tokens.ts";

const BULK = 500;

/** Invites five hundred where no seat is free: nothing is written and nothing mailed, and each is charged. */
const inviteInVain = ({ workspaceId, admin }: House, network = randomNetwork()) =>
  api("POST", `/workspaces/${workspaceId}/invitations`, {
    token: admin.token,
    network,
    body: { invitations: Array.from({ length: BULK }, (_, n) => ({ email: `p${n}@acme.example`, role: "viewer" })) },
  });

describe("mail bombing", () => {
  it("is limited for one inviter, whatever network they come from, before anything is done", async () => {
    const place = await house({ seats: 1 });
    for (let spent = 0; spent < RATE_LIMITS.invitationsPerUser.limit; spent += BULK) {
      expect((await inviteInVain(place)).body.code).toBe("no_seats");
    }
    const refused = await inviteInVain(place);
    expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
  });

  it("is limited for one network, however many inviters stand there", async () => {
    const network = randomNetwork();
    const places = await Promise.all(Array.from({ length: 4 }, () => house({ seats: 1 })));
    const codes: string[] = [];
    for (let at = 0; at * BULK < RATE_LIMITS.invitationsPerNetwork.limit; at += 1) {
      const place = places[at % places.length];
      if (place) codes.push((await inviteInVain(place, network)).body.code);
    }
    expect(new Set(codes)).toEqual(new Set(["no_seats"]));
    const [first] = places;
    if (!first) throw new Error("no place");
    expect((await inviteInVain(first, network)).body.code).toBe("rate_limited");
    expect((await inviteInVain(first)).body.code).toBe("no_seats");
  });

  it("is limited for one address: what is above waits and is not lost", async () => {
    const victim = await someone();
    const most = RATE_LIMITS.mailsPerAddress.limit;
    const admins = await crowd(most + 2);
    const places = await Promise.all(admins.map((admin) => house({ admin })));
    await Promise.all(places.map((place) => invite(place, victim.email)));
    const mailed = async () => (await mailTo(victim.email)).length;
    await expect.poll(mailed, { timeout: 15_000 }).toBe(most);
    const waiting = async () =>
      sql(
        `SELECT last_error FROM outbox WHERE topic = 'member.invited' AND delivered_at IS NULL AND tries > 0
         AND last_error IS NOT NULL AND workspace_id IN (${places.map(() => "?").join(",")})`,
        places.map(({ workspaceId }) => workspaceId),
      );
    await expect.poll(async () => (await waiting()).length, { timeout: 15_000 }).toBe(2);
    expect(await mailed()).toBe(most);
    const me = await api("GET", "/me", { token: victim.token });
    expect(me.body.invitations).toHaveLength(most + 2);
  });
});

describe("reaching for a higher role", () => {
  it("by a field of one's own when accepting gives the role that was offered", async () => {
    const place = await house();
    const person = await someone();
    await invite(place, person.email, "viewer");
    const body = { role: "super_admin", status: "active" };
    const path = `/invitations/${await invitationTokenOf(place, person)}/accept`;
    expect((await api("POST", path, { token: person.token, body })).body.role).toBe("viewer");
    const other = await someone();
    const token = await link(place, { role: "viewer" });
    expect((await api("POST", `/invite-links/${token}/accept`, { token: other.token, body })).body.role).toBe("viewer");
  });

  it.each(["developer", "creator", "viewer"] as const)(
    "by editing a pending invitation is not a %s's to do",
    async (role) => {
      const place = await house();
      const [member, pending] = await crowd(2);
      if (!member || !pending) throw new Error("nobody was made");
      await invite(place, member.email, role);
      await take(member, await link(place));
      await invite(place, pending.email, "viewer");
      const path = `/workspaces/${place.workspaceId}/members/${await membershipOf(place, pending)}`;
      const answer = await api("PATCH", path, { token: member.token, body: { role: "super_admin" } });
      expect(answer.body.code).toBe("forbidden");
      const theirs = await api("PATCH", path, { token: pending.token, body: { role: "super_admin" } });
      expect(theirs.body.code).toBe("not_found");
      const rows = await sql("SELECT role FROM memberships WHERE workspace_id = ? AND email_key = ?", [
        place.workspaceId,
        pending.email,
      ]);
      expect(rows).toMatchObject([{ role: "viewer" }]);
    },
  );

  it("by an invitation whose giver lost the role and was handed to nobody opens nothing", async () => {
    const place = await house();
    const person = await someone();
    await invite(place, person.email, "super_admin");
    // Past every verb, which would have handed it over: as if something had gone wrong.
    await sql("UPDATE memberships SET invited_by = 'mbr_gone' WHERE workspace_id = ? AND email_key = ?", [
      place.workspaceId,
      person.email,
    ]);
    const answer = await api("POST", `/invitations/${await invitationTokenOf(place, person)}/accept`, {
      token: person.token,
    });
    expect([answer.status, answer.body.code]).toEqual([410, "invitation_gone"]);
    expect(await statusOf(place, person)).toBe("invited");
  });
});

describe("guessing a token", () => {
  it("finds nothing: another's, an older one's, or one cut and mended", async () => {
    const [mine, theirs] = [await house(), await house()];
    const person = await someone();
    await invite(mine, person.email);
    await invite(theirs, person.email);
    const [one, other] = [await invitationTokenOf(mine, person), await invitationTokenOf(theirs, person)];
    const [id = "", version = "", mac = ""] = (one ?? "").split(".");
    const [otherId = "", , otherMac = ""] = (other ?? "").split(".");
    const guesses = [
      `${id}.${version}.${otherMac}`,
      `${otherId}.${version}.${mac}`,
      `${id}.${Number(version) + 1}.${mac}`,
      `${id}.0${version}.${mac}`,
      `${id}.${version}.${mac.slice(0, -1)}`,
      `${id}.${version}.${mac}=`,
      `${id.toUpperCase()}.${version}.${mac}`,
      `${id}.${version}.${mac.toLowerCase()}`,
    ];
    for (const guess of guesses) {
      const answer = await api("POST", `/invitations/${guess}/accept`, { token: person.token });
      expect([guess, answer.body.code]).toEqual([guess, "not_found"]);
    }
    expect(await statusOf(mine, person)).toBe("invited");
    expect(await statusOf(theirs, person)).toBe("invited");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEVELS } from "../../../shared/policy/access.ts";
import {
  decideShareAccess,
  type ShareState,
  type ShareViewer,
  VISIBILITIES,
  type Visibility,
} from "../../../shared/policy/share-access.ts";
import type { SharePolicy } from "../../../shared/policy/share-policy.ts";
import { OPEN_POLICY as OPEN } from "../../support/open-policy.ts";

const stranger: ShareViewer = { kind: "stranger", isUnlocked: false };
const outsider: ShareViewer = { kind: "signed_in", isMember: false, level: "none", guest: null, isUnlocked: false };
const member = (level: (typeof LEVELS)[number]): ShareViewer => ({
  kind: "signed_in",
  isMember: true,
  level,
  guest: null,
  isUnlocked: false,
});
const unlocked = (viewer: ShareViewer): ShareViewer => ({ ...viewer, isUnlocked: true });

const NOW = Date.UTC(2026, 10, 24);
const DAY = 86_400_000;
const share = (visibility: Visibility, changes: Partial<ShareState> = {}): ShareState => ({
  visibility,
  exists: true,
  ended: false,
  createdAt: NOW - 10 * DAY,
  expiresAt: null,
  policy: OPEN,
  ...changes,
});

const IN = { allow: true, canEdit: false, closed: null };
const EDITOR = { allow: true, canEdit: true, closed: null };
const out = (reason: string) => ({ allow: false, reason });

describe("who opens a share", () => {
  const viewers = [stranger, outsider, ...LEVELS.map(member)];
  const answersOf = (visibility: (typeof VISIBILITIES)[number], of: ShareViewer[]) =>
    of.map((viewer) => decideShareAccess(share(visibility), viewer, NOW));

  it.each([
    ["public", [IN, IN, IN, IN, EDITOR, EDITOR]],
    ["password", [out("locked"), out("locked"), out("locked"), IN, EDITOR, EDITOR]],
    ["workspace", [out("sign_in"), out("not_member"), IN, IN, EDITOR, EDITOR]],
    ["restricted", [out("sign_in"), out("no_level"), out("no_level"), IN, EDITOR, EDITOR]],
  ] as const)("%s: stranger, someone else, member with none, view, edit, manage", (visibility, answers) => {
    expect(answersOf(visibility, viewers)).toEqual(answers);
  });

  it("an unlock opens what has a password, changes nothing elsewhere and makes nobody an editor", () => {
    expect(answersOf("password", viewers.map(unlocked))).toEqual([IN, IN, IN, IN, EDITOR, EDITOR]);
    for (const visibility of ["restricted", "workspace", "public"] as const)
      expect(answersOf(visibility, viewers.map(unlocked))).toEqual(answersOf(visibility, viewers));
  });

  const anyViewer = fc.constantFrom(...viewers, ...viewers.map(unlocked));
  const anyVisibility = fc.constantFrom(...VISIBILITIES);

  it("nobody where it does not exist, whatever else is said of it", () => {
    fc.assert(
      fc.property(anyVisibility, fc.boolean(), anyViewer, (visibility, ended, viewer) => {
        expect(decideShareAccess(share(visibility, { exists: false, ended }), viewer, NOW)).toEqual(out("unknown"));
      }),
    );
  });

  it("nobody once it has ended", () => {
    fc.assert(
      fc.property(anyVisibility, anyViewer, (visibility, viewer) => {
        expect(decideShareAccess(share(visibility, { ended: true }), viewer, NOW)).toEqual(out("ended"));
      }),
    );
  });
});

describe("what closes a share to all but, to look at it, people who may edit", () => {
  const viewers = [stranger, outsider, ...LEVELS.map(member)];
  const answers = (state: ShareState) => viewers.map((viewer) => decideShareAccess(state, viewer, NOW));
  const closed = (reason: "expired" | "policy") => [
    ...Array.from({ length: 4 }, () => out(reason)),
    { allow: true, canEdit: true, closed: reason },
    { allow: true, canEdit: true, closed: reason },
  ];

  it("its own time, from that millisecond on", () => {
    for (const visibility of VISIBILITIES) {
      expect(answers(share(visibility, { expiresAt: NOW }))).toEqual(closed("expired"));
      expect(answers(share(visibility, { expiresAt: NOW + 1 }))).toEqual(answers(share(visibility)));
    }
  });

  it("the longest time the policy allows, counted from its making", () => {
    const policy = { ...OPEN, longestExpiryDays: 10 };
    expect(answers(share("public", { policy }))).toEqual(closed("policy"));
    expect(answers(share("public", { policy: { ...policy, longestExpiryDays: 11 } }))).toEqual(
      answers(share("public")),
    );
    expect(answers(share("public", { policy, expiresAt: NOW + DAY }))).toEqual(closed("policy"));
  });

  it("a policy without public links, or with a password on each; the others stay as they are", () => {
    for (const policy of [
      { ...OPEN, publicAllowed: false },
      { ...OPEN, passwordRequired: true },
    ]) {
      expect(answers(share("public", { policy }))).toEqual(closed("policy"));
      for (const visibility of ["restricted", "workspace", "password"] as const)
        expect(answers(share(visibility, { policy }))).toEqual(answers(share(visibility)));
    }
  });
});

describe("guests", () => {
  const guest = (by: "address" | "domain"): ShareViewer => ({
    ...outsider,
    kind: "signed_in",
    isMember: false,
    level: "none",
    guest: by,
    isUnlocked: false,
  });
  const under = (guestsAllowed: SharePolicy["guestsAllowed"], by: "address" | "domain") =>
    decideShareAccess(share("restricted", { policy: { ...OPEN, guestsAllowed } }), guest(by), NOW).allow;

  it.each([
    ["domains", true, true],
    ["addresses", true, false],
    ["none", false, false],
  ] as const)("policy %s: by address %s, by domain %s", (allowed, byAddress, byDomain) => {
    expect([under(allowed, "address"), under(allowed, "domain")]).toEqual([byAddress, byDomain]);
  });

  it("are guests of restricted links alone, and never edit", () => {
    expect(decideShareAccess(share("workspace"), guest("address"), NOW)).toEqual(out("not_member"));
    expect(decideShareAccess(share("password"), guest("address"), NOW)).toEqual(out("locked"));
    expect(decideShareAccess(share("restricted"), guest("address"), NOW)).toEqual(IN);
  });
});

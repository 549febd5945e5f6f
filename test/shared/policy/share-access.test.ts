import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEVELS } from "../../../shared/policy/access.ts";
import { decideShareAccess, type ShareViewer, VISIBILITIES } from "../../../shared/policy/share-access.ts";

const stranger: ShareViewer = { kind: "stranger", isUnlocked: false };
const outsider: ShareViewer = { kind: "signed_in", isMember: false, level: "none", isUnlocked: false };
const member = (level: (typeof LEVELS)[number]): ShareViewer => ({
  kind: "signed_in",
  isMember: true,
  level,
  isUnlocked: false,
});
const unlocked = (viewer: ShareViewer): ShareViewer => ({ ...viewer, isUnlocked: true });

const IN = { allow: true, canEdit: false };
const EDITOR = { allow: true, canEdit: true };
const out = (reason: string) => ({ allow: false, reason });

describe("who opens a share", () => {
  const viewers = [stranger, outsider, ...LEVELS.map(member)];
  const answersOf = (visibility: (typeof VISIBILITIES)[number], of: ShareViewer[]) =>
    of.map((viewer) => decideShareAccess({ visibility, exists: true, ended: false }, viewer));

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
        expect(decideShareAccess({ visibility, exists: false, ended }, viewer)).toEqual(out("unknown"));
      }),
    );
  });

  it("nobody once it has ended", () => {
    fc.assert(
      fc.property(anyVisibility, anyViewer, (visibility, viewer) => {
        expect(decideShareAccess({ visibility, exists: true, ended: true }, viewer)).toEqual(out("ended"));
      }),
    );
  });
});

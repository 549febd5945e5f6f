import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEVELS } from "../../../shared/policy/access.ts";
import {
  decideShareAccess,
  isVisibility,
  type ShareViewer,
  VISIBILITIES,
} from "../../../shared/policy/share-access.ts";

const stranger: ShareViewer = { kind: "stranger" };
const signedIn = (level: (typeof LEVELS)[number]): ShareViewer => ({ kind: "signed_in", level });

const IN = { allow: true, canEdit: false };
const EDITOR = { allow: true, canEdit: true };
const out = (reason: string) => ({ allow: false, reason });

describe("who opens a share", () => {
  const viewers = [stranger, ...LEVELS.map(signedIn)];

  it.each([
    ["public", [IN, IN, IN, EDITOR, EDITOR]],
    ["restricted", [out("sign_in"), out("no_level"), IN, EDITOR, EDITOR]],
  ] as const)("%s: stranger, none, view, edit, manage", (visibility, answers) => {
    const share = { visibility, exists: true, ended: false };
    expect(viewers.map((viewer) => decideShareAccess(share, viewer))).toEqual(answers);
  });

  const anyViewer = fc.constantFrom(...viewers);
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

it("knows a visibility from any other word", () => {
  expect(["public", "restricted", "workspace", "password", "", "Public"].map(isVisibility)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

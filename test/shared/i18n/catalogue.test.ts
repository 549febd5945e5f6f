import { describe, expect, it } from "vitest";
import { en } from "../../../shared/i18n/en.ts";
import { fr } from "../../../shared/i18n/fr.ts";
import { preferredLocale } from "../../../shared/i18n/locale.ts";
import { type MessageKey, pluralKey } from "../../../shared/i18n/message.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { NODE_KINDS } from "../../../shared/policy/access.ts";

const KEYS = Object.keys(en) as MessageKey[];
const braces = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("the catalogue", () => {
  it("has the same keys and the same braces in both languages", () => {
    expect(Object.keys(fr).sort()).toEqual([...KEYS].sort());
    for (const key of KEYS) expect([key, braces(fr[key])]).toEqual([key, braces(en[key])]);
  });

  it("says nothing empty", () => {
    for (const key of KEYS) expect([key, en[key].trim() !== "" && fr[key].trim() !== ""]).toEqual([key, true]);
  });

  it("sets typographic apostrophes in both languages", () => {
    const straight = KEYS.filter((key) => /\w'\w/.test(en[key]) || /\w'\w/.test(fr[key]));
    expect(straight).toEqual([]);
  });

  it("uses the product's words for statuses", () => {
    const statuses = ["status.invited", "status.requested", "status.active", "status.suspended"] as const;
    expect(statuses.map((key) => translate("en", key))).toEqual(["Invite Sent", "Requested", "Active", "Suspended"]);
    expect(statuses.map((key) => translate("fr", key))).toEqual([
      "Invitation envoyée",
      "Demande en attente",
      "Actif",
      "Suspendu",
    ]);
  });

  it("calls each kind of thing by its own word", () => {
    expect(NODE_KINDS.map((kind) => translate("en", `to.${kind}`))).toEqual(NODE_KINDS.map((kind) => `to the ${kind}`));
    expect(NODE_KINDS.map((kind) => translate("fr", `to.${kind}`))).toEqual([
      "au projet",
      "au dossier",
      "à la vidéo",
      "à l’avatar",
      "à la voix",
    ]);
  });

  it("says video only where it is about videos", () => {
    const saying = KEYS.filter((key) => /\bvideos?\b/i.test(en[key]) || /vidéo/i.test(fr[key]));
    expect(saying).toEqual([
      "to.video",
      "problem.unsupported_codec",
      "share.no_video",
      "ext.search.in",
      "ext.search.nowhere",
      "ext.content.kind_video",
      "ext.upload.choose",
      "ext.upload.drop",
      "ext.upload.uploaded",
      "ext.upload.not_taken",
      "ext.upload.becomes_video",
    ]);
  });

  it("fills its braces and leaves what it does not know", () => {
    expect(translate("en", "share.by", { name: "Amélie {x}" })).toBe("Shared by Amélie {x}");
  });
});

describe("the reader's language", () => {
  it.each([
    [null, "en"],
    ["", "en"],
    ["fr", "fr"],
    ["fr-CA,en;q=0.8", "fr"],
    ["de,fr;q=0.5,en;q=0.9", "en"],
    ["de", "en"],
    ["fr;q=0, en", "en"],
    ["*", "en"],
    [";;;,,,q=", "en"],
  ] as const)("%j is read as %s", (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  it("counts as each language does: French says one of nothing", () => {
    expect(pluralKey("en", "x", 0)).toBe("x_other");
    expect(pluralKey("fr", "x", 0)).toBe("x_one");
  });
});

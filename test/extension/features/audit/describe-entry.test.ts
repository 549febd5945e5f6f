import { describe, expect, it } from "vitest";
import { ACTION_GROUPS, actionsOf, describeEntry } from "../../../../extension/features/audit/describe-entry.ts";
import type { AuditEntry } from "../../../../shared/api/audit.ts";
import { AUDIT_ACTIONS } from "../../../../shared/audit-actions.ts";
import { LOCALES } from "../../../../shared/i18n/locale.ts";
import { translator } from "../../../../shared/i18n/translate.ts";

const ANN = { id: "usr_1", email: "ann@acme.example", name: "Ann" };

function entry(action: string, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: "aud_1",
    at: "2026-11-25T08:00:00.000Z",
    actor: ANN,
    action,
    target: "x",
    targetName: null,
    data: {},
    ...more,
  };
}

const say = (locale: "en" | "fr", action: string, more: Partial<AuditEntry> = {}) =>
  describeEntry(translator(locale), locale, entry(action, more));

describe("an entry of the audit log, as a sentence", () => {
  it.each(LOCALES)("is one for all that can be written, without braces and gaps, in %s", (locale) => {
    const data = {
      ...{ email: "ben@acme.example", author: "Ben", domain: "acme.example", host: "crm.example", name: "CRM" },
      ...{ role: "viewer", visibility: "public", level: "view", decision: "approved", language: "fr" },
      ...{ seats: 5, version: 2, from: "Autumn", to: "Spring" },
    };
    const sentences = AUDIT_ACTIONS.map((action) => say(locale, action, { targetName: "Launch", data }));
    expect(sentences.filter((sentence) => /[{}]| {2}|: ?$|“”|«\s*»|undefined/.test(sentence))).toEqual([]);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it.each([
    [
      "member.invited",
      { data: { email: "ben@acme.example", role: "viewer" } },
      "Ann invited ben@acme.example as Viewer",
    ],
    [
      "share.changed",
      { targetName: "Launch", data: { visibility: "public" } },
      "Ann changed a link to “Launch”: Public",
    ],
    [
      "node.renamed",
      { targetName: "Spring", data: { from: "Autumn", to: "Spring" } },
      "Ann renamed “Autumn” to “Spring”",
    ],
    ["node.created", { data: { title: "Launch" } }, "Ann made “Launch”"],
    ["captions.put", { data: { language: "fr" } }, "Ann put captions on something that is gone: French"],
    [
      "domain.proof_lost",
      { actor: null, data: { domain: "acme.example" } },
      "The DNS record of acme.example is no longer found",
    ],
    [
      "webhook.gone",
      { actor: null, data: { host: "crm.example" } },
      "The webhook to crm.example was turned off: it answered that it is gone",
    ],
    ["plan.changed", { data: { seats: 12 } }, "Ann set the seats to 12"],
    ["robot.greeted", { targetName: "Launch" }, "Ann: robot.greeted (Launch)"],
  ] as const)("%s", (action, more, sentence) => {
    expect(say("en", action, more)).toBe(sentence);
  });

  it("is looked for by every action, each in one group", () => {
    expect(ACTION_GROUPS.flatMap(actionsOf).toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
  });
});

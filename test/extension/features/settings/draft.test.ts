import { expect, test } from "vitest";
import { afterSaving, isOvertaken, pendingIn, withChoice } from "../../../../extension/features/settings/draft.ts";

const THERE = { name: "Acme", role: "viewer" };

test("what is chosen is pending until it is there, and chosen back is no draft any more", () => {
  const draft = withChoice(undefined, THERE, { name: "Globex" });
  expect(pendingIn(draft, THERE)).toEqual({ name: "Globex" });
  expect(pendingIn(draft, { ...THERE, name: "Globex" })).toEqual({});
  expect(withChoice(draft, THERE, { name: "Acme" })).toBeUndefined();
});

test("what somebody else changes meanwhile is noticed, and what was chosen is kept over it", () => {
  const draft = withChoice(undefined, THERE, { name: "Globex" });
  expect(isOvertaken(draft, THERE)).toBe(false);
  const now = { name: "Initech", role: "creator" };
  expect(isOvertaken(draft, now)).toBe(true);
  const more = withChoice(draft, now, { role: "developer" });
  expect(pendingIn(more, now)).toEqual({ name: "Globex", role: "developer" });
  expect(isOvertaken(more, now)).toBe(true);
  expect(isOvertaken(undefined, now)).toBe(false);
});

test("what is chosen while a change is saved stays chosen, and what was saved is what is there", () => {
  const sent = { name: "Globex" };
  const draft = withChoice(withChoice(undefined, THERE, sent), THERE, { role: "creator" });
  const left = afterSaving(draft, sent);
  expect(left).toEqual({ begun: { ...THERE, ...sent }, chosen: { role: "creator" } });
  expect(isOvertaken(left, { ...THERE, ...sent })).toBe(false);
  expect(afterSaving(withChoice(undefined, THERE, sent), sent)).toBeUndefined();
  expect(afterSaving(undefined, sent)).toBeUndefined();
});

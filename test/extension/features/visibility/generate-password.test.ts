import { expect, test } from "vitest";
import { generatePassword } from "../../../../extension/features/visibility/generate-password.ts";

test("passwords made here can be read aloud, and are each another", () => {
  const made = Array.from({ length: 500 }, generatePassword);
  for (const password of made) expect(password).toMatch(/^(?:[a-z][aeiou]){2}(?:-(?:[a-z][aeiou]){2}){3}$/);
  expect(new Set(made).size).toBe(made.length);
});

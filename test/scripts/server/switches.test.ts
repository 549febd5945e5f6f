import { expect, it } from "vitest";
import { readSettings } from "../../../scripts/server/settings.ts";

it.each(["DEMO", "WEBHOOKS_ALLOW_PRIVATE"])("%s is 0 or 1, or refused in words", (name) => {
  for (const value of ["0", "1"]) expect(() => readSettings({ [name]: value })).not.toThrow();
  for (const value of ["true", "yes", "2"])
    expect(() => readSettings({ [name]: value })).toThrow(`${name} must be 0 or 1, not "${value}".`);
});

it("webhooks go to public addresses alone unless said, and the demo is there", () => {
  expect(readSettings({})).toMatchObject({ webhooksAllowPrivate: false, demo: true });
  expect(readSettings({ WEBHOOKS_ALLOW_PRIVATE: "1", DEMO: "0" })).toMatchObject({
    webhooksAllowPrivate: true,
    demo: false,
  });
});

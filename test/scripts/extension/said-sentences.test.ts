import { describe, expect, it } from "vitest";
import { codeFrom, codeIn, onlySaid, saidBy } from "../../../scripts/extension/said-sentences.ts";
import { en } from "../../../shared/i18n/en.ts";

describe("the sentences that the extension brings", () => {
  const isSaid = saidBy(
    `t("home.watch"); t(\`role.\${role}\`); counted("ext.seats.free", 2); t(cond ? 'open.it' : "x")`,
  );

  it.each([
    ["home.watch", true],
    ["home.watches", false],
    ["role.viewer", true],
    ["ext.seats.free_one", true],
    ["ext.seats.free_other", true],
    ["ext.seats.free_now", false],
    ["open.it", true],
    ["mail.footer", false],
  ])("%s: %j", (key, said) => {
    expect(isSaid(key)).toBe(said);
  });

  it("leave whole what stays, over two lines and with quotes in it", () => {
    const source =
      '{\n  "home.watch": "Watch “{title}”",\n  "mail.a":\n    "Say \\"no\\", then.",\n  "open.it":\n    "Open",\n}';
    expect(onlySaid(source, isSaid)).toBe('{\n  "home.watch": "Watch “{title}”",\n  \n  "open.it":\n    "Open",\n}');
  });

  it("of the popup are those of what it loads at once, and those of what it loads later", () => {
    const saidIn = (when: "at once" | "at once or later") =>
      Object.keys(en).filter(saidBy(codeFrom("extension/entrypoints/popup/main.tsx", "extension", when)));
    const [atOnce, atAll] = [saidIn("at once"), saidIn("at once or later")];
    const first = ["ext.sign_in.title", "ext.invite.title", "problem.no_seats", "ext.account.saved"];
    expect(atOnce).toEqual(expect.arrayContaining(first));
    expect(atOnce).not.toContain("ext.page.closed");
    expect(atAll).toEqual(expect.arrayContaining([...first, "ext.page.closed"]));
    expect(atAll).not.toContain("ext.keys.title");
    expect(atAll).not.toContain("ext.look.title");
  });

  it("are all of its own, and few of the service's", () => {
    const isSaidByUs = saidBy(codeIn(["extension"]));
    const left = Object.keys(en).filter((key) => !isSaidByUs(key));
    expect(left.filter((key) => key.startsWith("ext."))).toEqual([]);
    expect(left.length).toBeGreaterThan(150);
  });
});

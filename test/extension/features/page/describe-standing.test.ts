import { describe, expect, test } from "vitest";
import { describeStanding } from "../../../../extension/features/page/describe-standing.ts";
import type { Belonging } from "../../../../extension/session/belonging.ts";
import { translator } from "../../../../shared/i18n/translate.ts";

const belonging = (name: string, change: Partial<Belonging> = {}) =>
  ({ role: "admin", status: "active", mustSignIn: false, workspace: { id: name, name }, ...change }) as Belonging;

const acme = belonging("Acme");
const mine = belonging("Mine");
const describeIt = (before: Belonging | undefined, now: Belonging | undefined, all: Belonging[]) =>
  describeStanding(translator("en"), before, now, all);

describe("what became of the workspace in view", () => {
  test("says which role one has now", () => {
    const viewer = belonging("Acme", { role: "viewer" });
    expect(describeIt(acme, viewer, [viewer, mine])).toMatch(/^Your role in Acme was changed\. You are now Viewer\./);
  });

  test("says that one is out of it, and where one is", () => {
    const suspended = belonging("Acme", { status: "suspended" });
    expect(describeIt(acme, mine, [mine])).toBe("You are no longer a member of Acme. You are now in Mine.");
    expect(describeIt(acme, mine, [suspended, mine])).toBe(
      "Your membership in Acme was suspended. You are now in Mine.",
    );
  });

  test.each([
    ["nothing is known yet", undefined, acme, [acme]],
    ["all is as it was", acme, acme, [acme, mine]],
    ["the person went elsewhere", acme, mine, [acme, mine]],
    ["they must sign in anew there", acme, mine, [belonging("Acme", { mustSignIn: true }), mine]],
    ["they are signed out", acme, undefined, []],
  ])("says nothing where %s", (_, before, now, all) => {
    expect(describeIt(before, now, all)).toBeUndefined();
  });
});

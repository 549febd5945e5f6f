import { expect, test } from "vitest";
import { describeAgent } from "../../shared/describe-agent.ts";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

test.each([
  [CHROME, "Chrome", "Windows"],
  [`${CHROME} Edg/143.0.0.0`, "Microsoft Edge", "Windows"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    "Safari",
    "macOS",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari",
    "iOS",
  ],
])("%s is %s on %s", (userAgent, browser, system) => {
  expect(describeAgent(userAgent)).toEqual({ browser, system });
});

test.each(["", "node", "curl/8.5.0", "www.evil.example/1.0 (call 0900-1234)", "constructor/1.0 x"])(
  "%j says nothing that is passed on",
  (userAgent) => {
    expect(describeAgent(userAgent)).toBeUndefined();
  },
);

test("of what stands around a name nothing comes out", () => {
  expect(describeAgent("<b>Chrome</b>")).toEqual({ browser: "Chrome", system: undefined });
});

test("a system of one's own making is left out", () => {
  expect(describeAgent("Mozilla/5.0 (www.evil.example) Gecko/20100101 Firefox/140.0")).toEqual({
    browser: "Firefox",
    system: undefined,
  });
});

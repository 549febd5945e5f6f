import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { ApiProblem } from "../../../../extension/api-problem.ts";

const AWAY = new ApiProblem("offline");

describe("what waits for the server", () => {
  const heard = new EventTarget();
  let transfers: typeof import("../../../../extension/features/upload/transfer.ts");

  // The browser is looked for when a file is loaded: here it is the one of this test.
  beforeAll(async () => {
    vi.stubGlobal("chrome", fakeBrowser);
    vi.stubGlobal("__SERVER_URL__", "https://own.example");
    vi.stubGlobal("addEventListener", heard.addEventListener.bind(heard));
    vi.resetModules();
    vi.useFakeTimers();
    transfers = await import("../../../../extension/features/upload/transfer.ts");
  });
  afterEach(() => transfers.forgetTransfer());
  afterAll(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test("is tried again after a while, or as soon as there is a network", () => {
    const again = vi.fn();
    transfers.waitFor(AWAY, again);
    expect(transfers.transfer.value).toBe("waiting");
    vi.advanceTimersByTime(4_999);
    expect(again).not.toHaveBeenCalled();
    heard.dispatchEvent(new Event("online"));
    expect(again).toHaveBeenCalledTimes(1);
    transfers.waitFor(AWAY, again);
    vi.advanceTimersByTime(5_000);
    expect(again).toHaveBeenCalledTimes(2);
  });

  test("comes no sooner than the server asked for", () => {
    const again = vi.fn();
    transfers.waitFor(new ApiProblem("rate_limited", { retryAfterSeconds: 60 }), again);
    vi.advanceTimersByTime(59_999);
    expect(again).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(again).toHaveBeenCalledTimes(1);
  });

  test.each(["cancelTransfer", "dropTransfer", "pauseTransfer"] as const)(
    "is not tried again after %s",
    async (end) => {
      const again = vi.fn();
      transfers.waitFor(AWAY, again);
      await transfers[end]();
      heard.dispatchEvent(new Event("online"));
      vi.advanceTimersByTime(60_000);
      expect(again).not.toHaveBeenCalled();
    },
  );
});

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { UploadQueue } from "../../../../extension/storage.ts";

const LEFT: UploadQueue = {
  place: { workspaceId: "wsp_1", parentId: "nod_p", title: "Spring" },
  begun: null,
  waiting: [
    { id: "a", fileName: "a.webm", fileType: "", size: 1, title: "a", fingerprint: "a.webm:1:ff", isKept: false },
  ],
  arrived: [],
};

describe("the tab that has the uploads", () => {
  let tab: typeof import("../../../../extension/features/upload/upload-tab.ts");
  let choice: typeof import("../../../../extension/features/upload/choose-file.ts");
  let storage: typeof import("../../../../extension/storage.ts");
  let locks: ReturnType<typeof oneHolder>;

  // The browser is looked for when a file is loaded: here it is the one of this test.
  beforeAll(() => {
    vi.stubGlobal("chrome", fakeBrowser);
    vi.stubGlobal("__SERVER_URL__", "https://own.example");
  });
  beforeEach(async () => {
    fakeBrowser.reset();
    vi.resetModules();
    locks = oneHolder();
    vi.stubGlobal("navigator", { locks });
    (await import("../../../../extension/server.ts")).speakTo("https://own.example");
    tab = await import("../../../../extension/features/upload/upload-tab.ts");
    choice = await import("../../../../extension/features/upload/choose-file.ts");
    storage = await import("../../../../extension/storage.ts");
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test("stands in line once, however often it asks, and is never another to itself", async () => {
    expect(await Promise.all([tab.takeUploads(), tab.takeUploads()])).toEqual([true, true]);
    expect(tab.isElsewhere.value).toBe(false);
    expect(locks.asked).toBe(1);
    expect(await tab.takeUploads()).toBe(true);
    tab.giveBackUploads();
    expect(tab.hasUploads.value).toBe(false);
    expect(await tab.takeUploads()).toBe(true);
  });

  test("has nothing where what was left cannot be read, and may try again", async () => {
    const get = vi.spyOn(fakeBrowser.storage.local, "get").mockRejectedValueOnce(new Error("No storage."));
    await expect(tab.takeUploads()).rejects.toThrow("No storage.");
    expect([tab.hasUploads.value, tab.isElsewhere.value]).toEqual([false, false]);
    expect(await tab.takeUploads()).toBe(true);
    get.mockRestore();
  });

  test("shows nothing of someone who is gone by the time that it was read", async () => {
    const { forgetQueue, queue } = await import("../../../../extension/features/upload/queue.ts");
    const read = Promise.withResolvers<object>();
    const get = vi.spyOn(fakeBrowser.storage.local, "get").mockReturnValueOnce(read.promise as never);
    const taking = tab.takeUploads();
    await vi.waitFor(() => expect(get).toHaveBeenCalledOnce());
    forgetQueue();
    read.resolve({ "uploadQueue@https://own.example": LEFT });
    await taking;
    get.mockRestore();
    expect(queue.value).toEqual(storage.NO_UPLOADS);
  });

  test("lets go of what was chosen in it for what another left, and says of how many files", async () => {
    const letGo = locks.hold();
    await choice.chooseFiles([new File(["1"], "one.webm"), new File(["2"], "two.webm")]);
    expect(await tab.takeUploads()).toBe(false);
    expect([tab.isElsewhere.value, choice.file.value?.name]).toEqual([true, "one.webm"]);
    await storage.uploadQueueItem.setValue(LEFT);
    letGo();
    await vi.waitFor(() => expect(tab.isElsewhere.value).toBe(false));
    expect([choice.file.value, choice.alongside.value]).toEqual([undefined, []]);
    expect(choice.fileProblem.value).toEqual({ why: "set_aside", count: 2 });
  });

  test("keeps what was chosen in it where nothing was left", async () => {
    const letGo = locks.hold();
    await choice.chooseFiles([new File(["1"], "one.webm")]);
    expect(await tab.takeUploads()).toBe(false);
    letGo();
    await vi.waitFor(() => expect(tab.isElsewhere.value).toBe(false));
    expect([choice.file.value?.name, choice.fileProblem.value]).toEqual(["one.webm", undefined]);
  });

  test("says of a file that is chosen again when it cannot be read, and names another that is still missing", async () => {
    const [a] = LEFT.waiting;
    if (!a) throw new Error("Nothing waits.");
    const own = new File(["1"], "b.webm");
    const { fingerprintOf } = await import("../../../../extension/features/upload/fingerprint.ts");
    const b = { ...a, id: "b", fileName: own.name, fingerprint: (await fingerprintOf(own)) ?? "" };
    await storage.uploadQueueItem.setValue({ ...LEFT, waiting: [b, a] });
    expect(await tab.takeUploads()).toBe(true);
    await choice.chooseFiles([own, new File(["2"], "other.webm")]);
    expect(choice.fileProblem.value).toEqual({ why: "other_file", fileName: "a.webm" });
    const moved = new File(["1"], "a.webm");
    moved.slice = () => ({ arrayBuffer: () => Promise.reject(new Error("Moved.")) }) as unknown as Blob;
    await choice.chooseFiles([moved]);
    expect(choice.fileProblem.value).toEqual({ why: "unreadable", fileName: "a.webm" });
  });
});

/** Web Locks as far as one lock goes: whoever asks while it is held waits in line, or until told to stop. */
function oneHolder() {
  let line = Promise.resolve();
  const locks = {
    asked: 0,
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      line = promise;
      return resolve;
    },
    request(_name: string, { signal }: { signal?: AbortSignal }, run: () => Promise<void>): Promise<void> {
      locks.asked += 1;
      const before = line;
      const { promise: given, resolve, reject } = Promise.withResolvers<void>();
      signal?.addEventListener("abort", () => reject(signal.reason));
      void before.then(resolve);
      const done = given.then(run);
      line = done.catch(() => before);
      return done;
    },
  };
  return locks;
}

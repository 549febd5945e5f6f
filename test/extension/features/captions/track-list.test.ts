import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

const SERVER = "https://own.example";

describe("the captions in view", () => {
  let list: typeof import("../../../../extension/features/captions/track-list.ts");
  let captions: typeof import("../../../../extension/features/captions/captions.ts");
  let gate: PromiseWithResolvers<void>;
  let asked: string[];

  beforeAll(async () => {
    vi.resetModules();
    vi.stubGlobal("chrome", fakeBrowser);
    vi.stubGlobal("__SERVER_URL__", SERVER);
    vi.stubGlobal("fetch", answerCaptions);
    (await import("../../../../extension/server.ts")).speakTo(SERVER);
    list = await import("../../../../extension/features/captions/track-list.ts");
    captions = await import("../../../../extension/features/captions/captions.ts");
  });
  beforeEach(async () => {
    fakeBrowser.reset();
    const { accessTokenItem, refreshTokenItem } = await import("../../../../extension/storage.ts");
    await accessTokenItem.setValue({ token: "t", expiresAt: Date.now() + 600_000 });
    await refreshTokenItem.setValue("r");
    gate = Promise.withResolvers();
    asked = [];
    await list.showTracks("nod_a");
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  /** What is changed waits for the gate; what is read is one track, named after its video. */
  async function answerCaptions(address: string, { method = "GET" }: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const [, nodeId] = /videos\/(\w+)\//.exec(url.pathname) ?? [];
    asked.push(`${method} ${nodeId}`);
    if (method !== "GET") await gate.promise;
    if (method === "PUT")
      return Response.json({ kind: "captions", language: "en", label: nodeId, cues: 1, dropped: [] });
    if (method === "DELETE") return new Response(null, { status: 204 });
    const isCaptions = url.searchParams.get("kind") === "captions";
    return Response.json({ items: isCaptions ? [{ kind: "captions", language: "en", label: nodeId }] : [] });
  }

  const labels = () => list.tracks.value?.map(({ label }) => label);
  function first() {
    const [track] = list.tracks.value ?? [];
    if (!track) throw new Error("There are none.");
    return track;
  }

  test("stay those of the video that was chosen while another's were deleted", async () => {
    const deleting = list.deleteTrack("nod_a", first());
    await list.showTracks("nod_b");
    gate.resolve();
    expect(await deleting).toBe(false);
    await list.loadTracks("nod_a");
    expect(labels()).toEqual(["nod_b"]);
    expect(await list.deleteTrack("nod_b", first())).toBe(true);
    expect(asked.filter((one) => one.startsWith("DELETE"))).toEqual(["DELETE nod_a", "DELETE nod_b"]);
  });

  test("tell nothing of what was added to another meanwhile", async () => {
    const adding = captions.addCaptions("nod_a", new File(["WEBVTT"], "a.en.vtt"), "en");
    await list.showTracks("nod_b");
    gate.resolve();
    expect(await adding).toBe(false);
    expect(captions.added.value).toEqual([]);
    expect(await captions.addCaptions("nod_b", new File(["WEBVTT"], "b.en.vtt"), "en")).toBe(true);
    expect(captions.added.value.map(({ label }) => label)).toEqual(["nod_b"]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

const OWN = "https://own.example";
const OTHER = "https://other.example:8443";

describe("what is kept of a server", () => {
  let storage: typeof import("../../extension/storage.ts");
  let servers: typeof import("../../extension/server.ts");
  let known: typeof import("../../extension/features/servers/known-servers.ts");
  let kept: typeof import("../../extension/kept.ts");
  let perServer: typeof import("../../extension/per-server.ts");

  // The browser is looked for when a file is loaded: here it is the one of this test.
  beforeAll(async () => {
    vi.resetModules();
    vi.stubGlobal("chrome", fakeBrowser);
    vi.stubGlobal("__SERVER_URL__", OWN);
    vi.stubGlobal("navigator", { locks: { request: oneAtATime() } });
    servers = await import("../../extension/server.ts");
    kept = await import("../../extension/kept.ts");
    perServer = await import("../../extension/per-server.ts");
    storage = await import("../../extension/storage.ts");
    known = await import("../../extension/features/servers/known-servers.ts");
  });
  beforeEach(async () => {
    fakeBrowser.reset();
    servers.speakTo(OWN);
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const everything = async () => ({
    ...(await fakeBrowser.storage.local.get()),
    ...(await fakeBrowser.storage.session.get()),
  });

  it("is read in one call where much is asked for in one breath, and each finds its own", async () => {
    await Promise.all([storage.workspaceIdItem.setValue("ws_own"), storage.forgetsOnCloseItem.setValue(true)]);
    const get = vi.spyOn(fakeBrowser.storage.local, "get");
    const all = [storage.workspaceIdItem, storage.forgetsOnCloseItem, storage.knownMeItem];
    expect(await Promise.all(all.map((item) => item.getValue()))).toEqual(["ws_own", true, null]);
    expect(get).toHaveBeenCalledTimes(1);
    expect(await storage.workspaceIdItem.getValue()).toBe("ws_own");
    expect(get).toHaveBeenCalledTimes(2);
    get.mockRestore();
  });

  it("is read ahead at once for a page that opens, changes meanwhile included, and anew from then on", async () => {
    await Promise.all([storage.workspaceIdItem.setValue("ws_before"), storage.knownShareItem.setValue(null)]);
    await storage.accessTokenItem.setValue({ token: "known", expiresAt: 1 });
    const get = vi.spyOn(fakeBrowser.storage.local, "get");
    const end = kept.readAhead();
    expect(await storage.forgetsOnCloseItem.getValue()).toBe(false);
    expect(await storage.accessTokenItem.getValue()).toEqual({ token: "known", expiresAt: 1 });
    await storage.workspaceIdItem.setValue("ws_after");
    expect(await storage.workspaceIdItem.getValue()).toBe("ws_after");
    await storage.workspaceIdItem.removeValue();
    expect(await storage.workspaceIdItem.getValue()).toBeNull();
    expect(get).toHaveBeenCalledTimes(1);
    end();
    await storage.workspaceIdItem.setValue("ws_later");
    expect(await storage.workspaceIdItem.getValue()).toBe("ws_later");
    expect(get).toHaveBeenCalledTimes(2);
    get.mockRestore();
  });

  it("is written one workspace at a time, and goes with the last membership there", async () => {
    await storage.refreshTokenItem.setValue("rt", OWN);
    const item = storage.knownInviteLinkItem;
    await Promise.all(["ws_a", "ws_b", "ws_c"].map((id) => storage.keepOfWorkspace(item, id, null)));
    expect(await item.getValue()).toEqual({ ws_a: null, ws_b: null, ws_c: null });
    await storage.keepOfWorkspace(storage.knownRequestsItem, "ws_b", []);
    const set = vi.spyOn(fakeBrowser.storage.local, "set");
    await storage.keepOnlyOf(["ws_a", "ws_c"]);
    expect([await item.getValue(), await storage.knownRequestsItem.getValue()]).toEqual([
      { ws_a: null, ws_c: null },
      {},
    ]);
    expect(set).toHaveBeenCalledTimes(1);
    await storage.keepOnlyOf(["ws_a", "ws_c"]);
    expect(set).toHaveBeenCalledTimes(1);
    set.mockRestore();
    // Signed out meanwhile, nothing is kept.
    await storage.refreshTokenItem.removeValue(OWN);
    await storage.keepOfWorkspace(item, "ws_a", null);
    expect(await item.getValue()).toEqual({});
  });

  it("is of the server that the page speaks to, and none other's page finds it", async () => {
    await storage.workspaceIdItem.setValue("ws_own");
    servers.speakTo(OTHER);
    expect(await storage.workspaceIdItem.getValue()).toBeNull();
    await storage.workspaceIdItem.setValue("ws_other");
    expect(await storage.workspaceIdItem.of(OWN).getValue()).toBe("ws_own");
    expect(await storage.workspaceIdItem.of(OTHER).getValue()).toBe("ws_other");
  });

  it("names a server, or is not reached at all: the background speaks to none by itself", async () => {
    servers.speakTo(undefined as unknown as string);
    expect(() => storage.workspaceIdItem.getValue()).toThrow();
    await expect(storage.refreshTokenItem.getValue()).rejects.toThrow();
    expect(await storage.refreshTokenItem.getValue(OWN)).toBeNull();
  });

  it("goes with its own sign-out, and with no other", async () => {
    for (const server of [OWN, OTHER]) {
      await storage.refreshTokenItem.setValue(`token of ${server}`, server);
      await storage.inviteDraftItem.of(server).setValue({ text: server, role: null });
      await storage.knownPeopleItem.of(server).setValue({});
    }
    await storage.forgetEverything(OWN);
    const left = await everything();
    expect(Object.keys(left).filter((key) => key.endsWith(`@${OWN}`))).toEqual([]);
    expect(await storage.refreshTokenItem.getValue(OTHER)).toBe(`token of ${OTHER}`);
    expect((await storage.inviteDraftItem.of(OTHER).getValue()).text).toBe(OTHER);
  });

  it("is taken back where nobody is signed in there, whoever is elsewhere", async () => {
    await storage.refreshTokenItem.setValue("token", OTHER);
    await storage.keepWhileSignedIn(storage.workspaceIdItem, "late", OWN);
    await storage.keepWhileSignedIn(storage.workspaceIdItem, "in time", OTHER);
    expect(await storage.workspaceIdItem.of(OWN).getValue()).toBeNull();
    expect(await storage.workspaceIdItem.of(OTHER).getValue()).toBe("in time");
  });

  it("is forgotten whole, where a name that ends alike stays", async () => {
    const alike = "https://another.example:8443";
    for (const server of [OTHER, alike]) {
      await storage.refreshTokenItem.setValue("token", server);
      await storage.accessTokenItem.of(server).setValue({ token: "a", expiresAt: 1 });
    }
    await perServer.dropAllOf(OTHER);
    expect(Object.keys(await everything()).sort()).toEqual([`accessToken@${alike}`, `refreshToken@${alike}`]);
  });

  it("is heard of by server", async () => {
    const heard: unknown[] = [];
    storage.workspaceIdItem.watchEvery((server, isKept) => heard.push([server, isKept]));
    await storage.workspaceIdItem.of(OTHER).setValue("ws");
    await storage.workspaceIdItem.of(OTHER).removeValue();
    expect(heard).toEqual([
      [OTHER, true],
      [OTHER, false],
    ]);
  });

  it("one server is in view: the one chosen, while it is known", async () => {
    expect(await known.currentServer()).toBe(OWN);
    await known.chooseServer(OTHER);
    expect(await known.currentServer()).toBe(OWN);
    await known.keepServer(OTHER);
    expect(await known.currentServer()).toBe(OTHER);
    await known.dropServer(OTHER);
    expect(await known.currentServer()).toBe(OWN);
  });

  it("servers added at once are all kept, each once, and the own one is none of them", async () => {
    const added = [OTHER, "https://third.example", OTHER, OWN];
    await Promise.all(added.map(known.keepServer));
    expect((await known.knownServers()).sort()).toEqual([OTHER, OWN, "https://third.example"].sort());
    await Promise.all([known.dropServer(OTHER), known.dropServer("https://third.example")]);
    expect(await everything()).toEqual({});
  });
});

/** As the browser's locks do, under whichever name. */
function oneAtATime() {
  let turn: Promise<unknown> = Promise.resolve();
  return (_name: string, work: () => Promise<unknown>) => {
    turn = turn.then(work);
    return turn;
  };
}

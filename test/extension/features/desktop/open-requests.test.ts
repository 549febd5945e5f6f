import { describe, expect, it } from "vitest";
import { compareWith, type Desktop } from "../../../../extension/features/desktop/open-requests.ts";
import type { Notification } from "../../../../shared/api/notifications.ts";

const note = (id: string, over: object = {}) =>
  ({
    id,
    type: "join_request.received",
    workspaceId: "wsp_1",
    membershipId: `mbr_${id}`,
    createdAt: "2026-01-01T00:00:00.000Z",
    readAt: null,
    workspace: { id: "wsp_1", name: "Acme" },
    member: { id: `mbr_${id}`, status: "requested" },
    accessRequest: null,
    ...over,
  }) as unknown as Notification;
const access = (id: string, state: string) =>
  note(id, {
    type: "access_request.received",
    member: null,
    accessRequest: { id: `acr_${id}`, nodeId: "nod_1", state },
  });
const ids = (notes: Notification[]) => notes.map(({ id }) => id);
const desktop = (told: string[], shown: Desktop["shown"] = {}): Desktop => ({ told, shown });
const join = (id: string) => ({ kind: "join" as const, id: `mbr_${id}`, workspaceId: "wsp_1" });

describe("what is new on the desktop", () => {
  it("is nothing at the first look, and all of it is known from then on", () => {
    const { fresh, next } = compareWith(null, [note("2"), note("1")]);
    expect([fresh, next]).toEqual([[], { told: ["2", "1"], shown: {} }]);
  });

  it("is every request that waits, of either kind, and no other notification", () => {
    const page = [
      note("6", { type: "invitation.accepted" }),
      access("5", "open"),
      access("4", "granted"),
      note("3", { member: { id: "mbr_3", status: "active" } }),
      note("2", { member: null }),
      note("1"),
    ];
    expect(ids(compareWith(desktop([]), page).fresh)).toEqual(["5", "1"]);
  });

  it("is nothing that was told of or read", () => {
    expect(compareWith(desktop(["1"]), [note("2", { readAt: "2026-01-01" }), note("1")]).fresh).toEqual([]);
  });

  it("is never told of again, decided and asked once more under its old id or not", () => {
    const once = compareWith(desktop([]), [note("1")]).next;
    const decided = compareWith(once, [note("1", { member: { id: "mbr_1", status: "ended" } })]).next;
    expect(compareWith(decided, [note("1")]).fresh).toEqual([]);
  });

  it("what was decided elsewhere goes; what waits, or has left the page, stays", () => {
    const shown = { "1": join("1"), "2": join("2"), "9": join("9") };
    const page = [note("2"), note("1", { member: { id: "mbr_1", status: "active" } })];
    const { over, next } = compareWith(desktop(["1", "2", "9"], shown), page);
    expect(over).toEqual(["1"]);
    expect(Object.keys(next.shown)).toEqual(["2", "9"]);
  });

  it("is remembered of five hundred", () => {
    const old = Array.from({ length: 500 }, (_, at) => `old${at}`);
    const { told } = compareWith(desktop(old), [note("new")]).next;
    expect([told.length, told[0], told.includes("old499")]).toEqual([500, "new", false]);
  });
});

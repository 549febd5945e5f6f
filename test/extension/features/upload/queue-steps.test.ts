import { describe, expect, test } from "vitest";
import {
  chosenAgain,
  isEmpty,
  lacksCopy,
  leftToDo,
  namesKept,
  unsent,
  withAdded,
  withArrived,
  withKept,
  withoutArrived,
  withoutWaiting,
  withPublished,
  withTitle,
} from "../../../../extension/features/upload/queue-steps.ts";
import type { BegunUpload, QueuedFile, UploadQueue } from "../../../../extension/storage.ts";

const queued = (id: string): QueuedFile => ({
  id,
  fileName: `${id}.webm`,
  fileType: "video/webm",
  size: 9,
  title: id,
  fingerprint: `${id}.webm:9:ff`,
  isKept: false,
});
const begun = (id: string, more: Partial<BegunUpload> = {}): BegunUpload => ({
  ...queued(id),
  workspaceId: "wsp_1",
  nodeId: `nod_${id}`,
  isPrepared: false,
  isPaused: false,
  uploadUrl: null,
  ...more,
});
const nothing: UploadQueue = { place: null, begun: null, waiting: [], arrived: [] };
const three: UploadQueue = {
  place: { workspaceId: "wsp_1", parentId: "nod_p", title: "Spring" },
  begun: begun("a"),
  waiting: [queued("b"), queued("c")],
  arrived: [],
};
const ids = (files: readonly QueuedFile[]) => files.map(({ id }) => id);

describe("the queue of uploads", () => {
  test("is empty once nothing is under way, waits or is to be published", () => {
    expect(isEmpty(nothing)).toBe(true);
    expect(isEmpty({ ...nothing, begun: begun("a") })).toBe(false);
    expect(isEmpty({ ...nothing, waiting: [queued("b")] })).toBe(false);
    expect(isEmpty(withArrived({ ...nothing, begun: begun("a") }, "video"))).toBe(false);
  });

  test("what has arrived is published with the others, once", () => {
    const arrived = withArrived(withArrived({ ...three, waiting: [] }, "video"), "video");
    expect(arrived.begun).toBeNull();
    expect(arrived.arrived).toEqual([{ nodeId: "nod_a", title: "a", kind: "video", isPublished: false }]);
    const published = withPublished(arrived, "nod_a");
    expect(published.arrived).toHaveLength(1);
    expect(isEmpty(leftToDo(published))).toBe(true);
  });

  test("takes more at any time, behind those that wait, each called as it was last", () => {
    const more = withTitle(withTitle(withAdded(three, [queued("d")]), "d", "Delta"), "b", "");
    expect(unsent(more).map(({ id, title }) => [id, title])).toEqual([
      ["a", "a"],
      ["b", ""],
      ["c", "c"],
      ["d", "Delta"],
    ]);
    expect(ids(lacksCopy(more))).toContain("d");
    expect(namesKept(more)).toContain("d");
  });

  test("lets go of what was published or deleted elsewhere, and of nothing else", () => {
    const arrived = withArrived({ ...withArrived(three, "video"), begun: begun("e") }, "voice");
    expect(withoutArrived(arrived, "nod_a").arrived.map(({ title }) => title)).toEqual(["e"]);
  });

  test("wants copies in the order in which files go, and none of what was rewritten", () => {
    expect(ids(lacksCopy(three))).toEqual(["a", "b", "c"]);
    expect(ids(lacksCopy(withKept(three, ({ id }) => id === "b")))).toEqual(["a", "c"]);
    expect(ids(lacksCopy({ ...three, begun: begun("a", { isPrepared: true }) }))).toEqual(["b", "c"]);
  });

  test("names all that lies in the browser for it", () => {
    expect(namesKept(withoutWaiting(three, "b"))).toEqual(new Set(["a", "nod_a", "c"]));
    expect(namesKept(nothing)).toEqual(new Set());
    expect(ids(unsent({ ...three, begun: null }))).toEqual(["b", "c"]);
  });

  test("knows each file that is chosen again, in whichever order, and no other", () => {
    const files = ["c", "x", "a"].map((id) => ({ fingerprint: `${id}.webm:9:ff` }));
    expect(chosenAgain(three, files)).toEqual(
      new Map([
        ["a", files[2]],
        ["c", files[0]],
      ]),
    );
  });
});

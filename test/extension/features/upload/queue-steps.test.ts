import { describe, expect, test } from "vitest";
import {
  chosenAgain,
  isEmpty,
  lacksCopy,
  leftToDo,
  namesKept,
  unsent,
  withArrived,
  withKept,
  withoutWaiting,
  withPublished,
} from "../../../../extension/features/upload/queue-steps.ts";
import type { BegunUpload, QueuedFile, UploadQueue } from "../../../../extension/storage.ts";

const queued = (id: string): QueuedFile => ({
  id,
  fileName: `${id}.webm`,
  fileType: "video/webm",
  size: 9,
  fingerprint: `${id}.webm:9:ff`,
  isKept: false,
});
const begun = (id: string, more: Partial<BegunUpload> = {}): BegunUpload => ({
  ...queued(id),
  workspaceId: "wsp_1",
  nodeId: `nod_${id}`,
  title: id,
  isPrepared: false,
  isPaused: false,
  uploadUrl: null,
  ...more,
});
const nothing: UploadQueue = { place: null, begun: null, waiting: [], arrived: [] };
const three: UploadQueue = {
  place: { workspaceId: "wsp_1", parentId: "nod_p" },
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

import { expect, test } from "vitest";
import { readWord } from "../../../extension/live/word.ts";

test.each([
  ["notification", '{"id":"ntf_1"}', { kind: "notification" }],
  ["unread", '{"unread":3}', { kind: "unread", unread: 3 }],
  ["membership", '{"workspaceId":"wsp_1","membershipId":"mbr_1"}', { kind: "membership", workspaceId: "wsp_1" }],
  ["of-tomorrow", "{}", undefined],
  [undefined, "", undefined],
])("an event %s is read as a word", (event, data, word) => {
  expect(readWord(event, data)).toEqual(word);
});

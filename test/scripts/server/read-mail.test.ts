import { expect, it } from "vitest";
import { codeIn, type Mail } from "../../../scripts/server/read-mail.ts";

const mail = (text: string): Mail => ({ id: "", messageId: "", time: "", subject: "", html: "", text });

it.each([
  ["Hello,\n\nYour code:\n\n    12345678\n\nIt lives ten minutes.", "12345678"],
  ["Hello,\r\n\r\n12345678\r\n", "12345678"],
  ["e14616293d2fd0ba@acme.example asks to join.", undefined],
  ["Open http://127.0.0.1/invite/mbr_1.12345678 to accept.\n12345678", undefined],
  ["123456789", undefined],
  ["Order 12345678 has left.", undefined],
])("of %j the code is %j", (text, code) => {
  expect(codeIn(mail(text))).toBe(code);
});

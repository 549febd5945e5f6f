import { describe, expect, test } from "vitest";
import { looksLikeTable } from "../../../../extension/features/invite-list/csv-columns.ts";
import { readInviteTable } from "../../../../extension/features/invite-list/read-invite-table.ts";
import { readText } from "../../../../extension/features/invite-list/read-text.ts";

const june = (role: string | null = null) => ({ email: "june@x.example", role });

describe("people out of a table", () => {
  test.each([
    ["commas, a role on the wire", "email,role\njune@x.example,creator", [june("creator")]],
    ["a French spreadsheet's", "Nom;Adresse e-mail;Rôle\r\nJune;june@x.example;Créateur\r\n", [june("creator")]],
    ["tabs, a role by its label", "E-mail\tRole\njune@x.example\tsuper ADMIN", [june("super_admin")]],
    ["quotes, and a line break within", '"Mail","Note"\n"june@x.example","cuts,\nfilms"', [june()]],
    ["no role said", "role,courriel\n,june@x.example", [june()]],
    ["no header: the first address of each row", "June,june@x.example\nTom,tom@x.example", ["june", "tom"]],
    ["one column and no header", "june@x.example\n\ntom@x.example\n", ["june", "tom"]],
    ["the same one twice, written otherwise", "email\njune@x.example\nJUNE@X.example", [june()]],
  ])("%s", (_, text, expected) => {
    const { people, bad } = readInviteTable(text);
    const shown = typeof expected[0] === "string" ? people.map(({ email }) => email.split("@")[0]) : people;
    expect(shown).toEqual(expected);
    expect(bad).toEqual([]);
  });

  test("a row that cannot be read is kept apart, with its number and why", () => {
    expect(readInviteTable("email,role\njune,viewer\ntom@x.example,boss\njune@x.example,Viewer")).toEqual({
      people: [june("viewer")],
      bad: [
        { row: 2, text: "june", why: "address" },
        { row: 3, text: "boss", why: "role" },
      ],
    });
  });

  test("rows are told by the file's own number, blank ones and all", () => {
    expect(readInviteTable("\n\nemail;role\n\n;\njune@x.example;boss\n\ntom;viewer\n")).toEqual({
      people: [],
      bad: [
        { row: 6, text: "boss", why: "role" },
        { row: 8, text: "tom", why: "address" },
      ],
    });
  });

  test("a quotation mark that is not closed is told with the row where it begins; those before it are read", () => {
    expect(readInviteTable('email,name\nno,A\njune@x.example,June\n\ntom@x.example,"Tom\nann@x.example,Ann\n')).toEqual(
      {
        people: [june()],
        bad: [
          { row: 5, text: "Tom", why: "quote" },
          { row: 2, text: "no", why: "address" },
        ],
      },
    );
    expect(readInviteTable('"email,role\njune@x.example,creator').bad).toEqual([
      { row: 1, text: "email,role", why: "quote" },
    ]);
  });

  test("nobody is taken out of rows that such a mark made one; marks within a cell do no harm", () => {
    const { people, bad } = readInviteTable(
      'name,email\n"Tom,tom@x.example\n"June",june@x.example\n"Ann "A" B",ann@x.example',
    );
    expect(people.map(({ email }) => email)).toEqual(["ann@x.example"]);
    expect(bad).toEqual([{ row: 2, text: "Tom,tom@x.example", why: "quote" }]);
  });

  test("of nothing comes nobody", () => {
    expect(readInviteTable("")).toEqual({ people: [], bad: [] });
  });
});

test.each([
  ["email,role\na@x.example,viewer", true],
  ['"Adresse e-mail"\na@x.example', true],
  ["a@x.example\nb@x.example", false],
  ["email", false],
  ["Okafor, Tomás <tomas@x.example>\nJune <june@x.example>", false],
])("what is pasted is a table or not: %j", (text, expected) => {
  expect(looksLikeTable(text)).toBe(expected);
});

test("a file's text is read as UTF-8, with or without its mark, or as Windows writes it", async () => {
  const windows = new Uint8Array([...new TextEncoder().encode("R"), 0xf4, ...new TextEncoder().encode("le")]);
  expect(await readText(new Blob(["Rôle"]))).toBe("Rôle");
  expect(await readText(new Blob(["\ufeffRôle"]))).toBe("Rôle");
  expect(await readText(new Blob([windows]))).toBe("Rôle");
});

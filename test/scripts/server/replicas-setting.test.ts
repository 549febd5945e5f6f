import { expect, test } from "vitest";
import { readSettings } from "../../../scripts/server/settings.ts";

const read = (text: string) => readSettings({ LIBSQL_REPLICAS: text }).libsqlReplicas;

test("continents and URLs, several of them to one replica, pass as they are", () => {
  const text = '{"EU": "https://eu.db.example", "AF": "https://eu.db.example", "AS": "http://10.0.0.7:8080"}';
  expect(read(text)).toBe(text);
  expect(read('{"OC":"libsql://oc.db.example"}')).toBe('{"OC":"libsql://oc.db.example"}');
});

test("unset, everything is read from the primary", () => {
  expect(readSettings({}).libsqlReplicas).toBeUndefined();
  expect(read(" ")).toBeUndefined();
});

const SHAPE = 'LIBSQL_REPLICAS must be JSON of continents and URLs, such as {"EU": "https://eu.db.example.com"}.';

test.each([
  ["no JSON", "EU=https://eu.db.example", SHAPE],
  ["a list", '["https://eu.db.example"]', SHAPE],
  ["null", "null", SHAPE],
  ["a country", '{"FR": "https://a.example"}', /^LIBSQL_REPLICAS must name continents by .*, not "FR"\.$/],
  ["small letters", '{"eu": "https://a.example"}', /not "eu"/],
  [
    "no URL",
    '{"EU": "secret-host:8080"}',
    "LIBSQL_REPLICAS must give EU a URL starting with http://, https:// or libsql://.",
  ],
  ["a file", '{"EU": "file:///tmp/x"}', /^LIBSQL_REPLICAS must give EU a URL/],
  ["a number", '{"AS": 1}', /^LIBSQL_REPLICAS must give AS a URL/],
])("%s is refused by one clear line", (_, text, message) => {
  expect(() => read(text)).toThrow(message);
});

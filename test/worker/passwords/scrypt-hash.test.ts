import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "../../../worker/passwords/scrypt-hash.ts";

test("a hash carries its parameters and a salt of its own, and only its password fits it", async () => {
  const [one, two] = await Promise.all([hashPassword("Spring 2026"), hashPassword("Spring 2026")]);
  expect(one).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$/);
  expect(one).not.toBe(two);
  expect(await verifyPassword("Spring 2026", one)).toBe(true);
  expect(await verifyPassword("spring 2026", one)).toBe(false);
  expect(await verifyPassword("", one)).toBe(false);
});

test("other parameters, as they may stand there one day, are those it is checked with", async () => {
  // RFC 7914, section 12: scrypt("password", "NaCl", N=1024, r=8, p=16), its first 32 bytes.
  const stored = "$scrypt$ln=10,r=8,p=16$TmFDbA$_bq-HJ00cgB4VucZDQHp_nxq18vII3gw53N2Y0s3MWI";
  expect(await verifyPassword("password", stored)).toBe(true);
  expect(await verifyPassword("passwort", stored)).toBe(false);
});

test("an accent is the same however it was typed", async () => {
  expect(await verifyPassword("cafe\u0301", await hashPassword("caf\u00e9"))).toBe(true);
});

test("what is no hash of ours fits nothing", async () => {
  for (const stored of ["", "x", "$scrypt$ln=14,r=8,p=5$$", "$argon2$v=19$a$b"])
    expect(await verifyPassword("", stored)).toBe(false);
});

import { type ScryptOptions, scrypt } from "node:crypto";
import { equalInConstantTime, fromBase64Url, toBase64Url } from "../secrets/derive.ts";

/**
 * What stands in the database for a password: `$scrypt$ln=14,r=8,p=5$<salt>$<key>` (the PHC string format),
 * so that the parameters can rise without breaking what is stored.
 */

const LOG_N = 14;
const BLOCK_SIZE = 8;
const PARALLEL = 5;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const MEMORY_MAX = 64 * 1024 ** 2;

const STORED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const key = await derive(password, salt, { N: 2 ** LOG_N, r: BLOCK_SIZE, p: PARALLEL });
  return `$scrypt$ln=${LOG_N},r=${BLOCK_SIZE},p=${PARALLEL}$${toBase64Url(salt)}$${key}`;
}

/** Whether this is the password that was hashed; false for a text that is no hash of ours. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, logN, r, p, salt = "", key = ""] = STORED.exec(stored) ?? [];
  if (key === "") return false;
  const given = await derive(password, fromBase64Url(salt), { N: 2 ** Number(logN), r: Number(r), p: Number(p) });
  return equalInConstantTime(key, given);
}

/** NFKC, so that an accent typed on another keyboard is the same password (NIST SP 800-63B, section 5.1.1.2). */
function derive(password: string, salt: Uint8Array, cost: ScryptOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, { ...cost, maxmem: MEMORY_MAX }, (error, key) => {
      if (error) reject(error);
      else resolve(toBase64Url(key));
    });
  });
}

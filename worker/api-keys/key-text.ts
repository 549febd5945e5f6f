import { crc32 } from "node:zlib";
import { toBase64Url } from "../secrets/derive.ts";

const START = "foyer_key_";
const SECRET_BYTES = 32;
const SHOWN = START.length + 6;
const SHAPE = new RegExp(`^${START}([0-9a-f]{64})([0-9a-f]{8})$`);

/**
 * A fresh key: a prefix by which scanners of leaked secrets know it, 256 random bits and a CRC-32 of both (as in
 * RFC 1952, section 8), so that what was mistyped or cut is told from what was never ours without asking the database.
 */
export function newKeyText(): string {
  const secret = START + toHex(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  return secret + checksum(secret);
}

/** Whether a text can be one of our keys; says nothing of whether it is. */
export function isKeyText(text: string): boolean {
  const [, secret, sum] = SHAPE.exec(text) ?? [];
  return secret !== undefined && sum === checksum(START + secret);
}

/** What of a key may be shown to tell it from others. */
export function shownOf(key: string): string {
  return key.slice(0, SHOWN);
}

/** What stands in the database: of 256 random bits a plain SHA-256 tells nothing. */
export async function hashKey(key: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key))));
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

import type { Settings } from "../env.ts";

/**
 * Everything secret is derived from `AUTH_SECRET`: HMAC-SHA256 (RFC 2104) over a purpose and a message,
 * so that a token for one purpose is worth nothing for another.
 */

const encoder = new TextEncoder();
const keys = new Map<string, Promise<CryptoKey>>();
const derived = new Map<string, Promise<CryptoKey>>();

/** The MAC of a message under the newest secret, base64url, 43 characters. */
export async function mac(settings: Settings, purpose: string, message: string): Promise<string> {
  return toBase64Url(await macBytes(settings.secrets[0], purpose, message));
}

/** Whether a MAC was made by us under any secret in force; compares in constant time. */
export async function verifyMac(settings: Settings, purpose: string, message: string, given: string): Promise<boolean> {
  let good = false;
  for (const secret of settings.secrets) {
    const expected = toBase64Url(await macBytes(secret, purpose, message));
    good = equalInConstantTime(expected, given) || good;
  }
  return good;
}

/** Thirty-two bytes for a key of another algorithm. */
export function keyBytes(secret: string, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  return macBytes(secret, "key", purpose);
}

/** An HMAC key of its own purpose; made once, since what it verifies comes with every request. */
export function signingKey(secret: string, purpose: string): Promise<CryptoKey> {
  const name = `${purpose}\0${secret}`;
  const known = derived.get(name);
  if (known) return known;
  const made = keyBytes(secret, purpose).then((bytes) => importHmac(bytes, ["sign", "verify"]));
  derived.set(name, made);
  return made;
}

/** A keyed digest to store or compare by, where the clear text must not stand. */
export function digest(settings: Settings, text: string): Promise<string> {
  return mac(settings, "digest", text);
}

/** Compares without telling by its time where two texts differ. */
export function equalInConstantTime(a: string, b: string): boolean {
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  let difference = left.length ^ right.length;
  for (let at = 0; at < left.length; at += 1)
    difference |= (left[at] ?? 0) ^ (right[at % Math.max(1, right.length)] ?? 0);
  return difference === 0;
}

export function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

async function macBytes(secret: string, purpose: string, message: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await hmacKey(secret);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(`foyer:${purpose}\0${message}`)));
}

function hmacKey(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known) return known;
  const made = importHmac(encoder.encode(secret), ["sign"]);
  keys.set(secret, made);
  return made;
}

function importHmac(bytes: Uint8Array<ArrayBuffer>, usages: ("sign" | "verify")[]): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, usages);
}

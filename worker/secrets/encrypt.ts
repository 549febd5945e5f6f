import type { Settings } from "../env.ts";
import { fromBase64Url, keyBytes, toBase64Url } from "./derive.ts";

const IV_BYTES = 12;

/** Encrypts under the newest secret: AES-256-GCM (NIST SP 800-38D), base64url of nonce and ciphertext. */
export async function encrypt(settings: Settings, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const key = await aesKey(settings.secrets[0]);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
  return toBase64Url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** Undoes `encrypt` with any secret in force; throws where none fits or the text was changed. */
export async function decrypt(settings: Settings, sealed: string): Promise<string> {
  const bytes = fromBase64Url(sealed);
  const iv = bytes.slice(0, IV_BYTES);
  let failure: unknown;
  for (const secret of settings.secrets) {
    try {
      const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await aesKey(secret), bytes.slice(IV_BYTES));
      return new TextDecoder().decode(clear);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function aesKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", await keyBytes(secret, "encrypt"), "AES-GCM", false, ["encrypt", "decrypt"]);
}

import { request as httpRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { api } from "../../support/client.ts";
import { server } from "../../support/server.ts";
import { TUS } from "../../support/videos.ts";

type Patch = { token: string; path: string; offset: number; bytes: Uint8Array };

/** Announces all the bytes, sends only the first of them and then lets the line go dead. */
export async function cutPatch({ token, path, offset, bytes }: Patch, after: number): Promise<void> {
  const call = open({ token, path, offset, bytes }, { "Content-Length": String(bytes.byteLength) });
  call.on("error", () => undefined);
  await new Promise<void>((resolve) => call.write(bytes.subarray(0, after), () => resolve()));
  // Long enough for the bytes to have arrived.
  await sleep(500);
  call.destroy();
}

/** Sends bytes without saying how many there are (chunked transfer); answers the status. */
export function patchOfUnknownLength(patch: Patch): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = open(patch, { "Transfer-Encoding": "chunked" });
    call.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on("error", reject);
    call.end(patch.bytes);
  });
}

/** What the service says it has; `undefined` for an upload it does not know. */
export async function offsetOf(token: string, path: string): Promise<number | undefined> {
  const { status, headers } = await api("HEAD", path, { token, headers: TUS });
  return status === 200 ? Number(headers.get("Upload-Offset")) : undefined;
}

function open({ token, path, offset }: Patch, headers: Record<string, string>) {
  return httpRequest(`${server.url}/api/v1${path}`, {
    method: "PATCH",
    headers: {
      ...TUS,
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(offset),
      ...headers,
    },
  });
}

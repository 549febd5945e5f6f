import { type Answer, api } from "../../support/client.ts";

export const VTT = "text/vtt";
export const SRT = "application/x-subrip";
export const HELLO = "WEBVTT\n\n00:00.500 --> 00:02.000\nHello";

type Options = { type?: string; query?: string };

/** Sends a captions file; WebVTT unless said. */
export function putCaptions<Body = ReturnType<typeof JSON.parse>>(
  token: string,
  nodeId: string,
  lang: string,
  file: string | Buffer<ArrayBuffer>,
  { type = VTT, query = "" }: Options = {},
): Promise<Answer<Body>> {
  // As bytes: fetch gives text a Content-Type of its own.
  const rawBody = new Uint8Array(Buffer.from(file));
  const headers = type === "" ? {} : { "Content-Type": type };
  return api<Body>("PUT", `/videos/${nodeId}/captions/${lang}${query}`, { token, headers, rawBody });
}

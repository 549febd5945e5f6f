import { expect } from "vitest";
import { type Call, request } from "./client.ts";

/** Holds what a frame on another site shows to what it may: the player with its title, or nothing that tells of it. */
export async function expectFrame(path: string, call: Call, wanted: { status: number; plays: boolean }): Promise<void> {
  const { status, text, headers } = await request("GET", path, call);
  expect([path, status, text.includes("<video"), text.includes("Secret title")]).toEqual([
    path,
    wanted.status,
    wanted.plays,
    wanted.plays,
  ]);
  if (!wanted.plays) expect(text).not.toMatch(/Acme|<img|\/media|\/poster|\/captions/);
  expect(text).not.toMatch(/<(form|input|script)/);
  expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors *");
  expect(headers.get("Cache-Control")).toBe(wanted.plays ? "private, no-cache" : "private, no-store");
  expect(headers.get("Set-Cookie")).toBeNull();
  expect((await request("HEAD", path, call)).status).toBe(wanted.status);
}

import { expect } from "vitest";
import { type Call, request } from "./client.ts";
import { server } from "./server.ts";
import { describing } from "./share-surfaces.ts";

/** Holds what other sites are told of an address of ours, in both formats, to what everyone may know. */
export async function expectDescribed(place: string, call: Call, status: number): Promise<void> {
  for (const format of ["json", "xml"]) {
    const answer = await request("GET", describing(`${server.url}${place}`, `&format=${format}`), call);
    const tells = answer.text.includes("Secret title");
    expect([place, format, answer.status, tells]).toEqual([place, format, status, status === 200]);
    if (status !== 200) expect(answer.text).not.toMatch(/Acme|\/poster|iframe/);
    expect(answer.headers.get("Cache-Control")).toMatch(/no-store/);
  }
}

import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { MediaKind } from "../../../shared/policy/access.ts";
import { api } from "../../support/client.ts";
import { beginUpload, newMedia, patchUpload } from "../../support/videos.ts";
import { offsetOf } from "./raw-upload.ts";

type Refusal = { status: number; code: string; error: { code: string; detail: string } | undefined };

/** How a new node of a kind refuses bytes; throws where it takes them or something of them is left. */
export async function refusalOf(
  token: string,
  parent: ContentNode,
  kind: MediaKind,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Refusal> {
  const { id } = await newMedia(token, parent, kind);
  const path = await beginUpload(token, id, bytes.byteLength);
  const { status, body } = await patchUpload(token, path, 0, bytes);
  const left = await offsetOf(token, path);
  const { body: node } = await api<ContentNode>("GET", `/nodes/${id}`, { token });
  if (left !== undefined || node.media !== null) throw new Error(`${status}, and something is left of it`);
  return { status, code: body.code, error: body.errors?.[0] };
}

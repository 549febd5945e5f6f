import type { MediaKind } from "../../shared/policy/access.ts";
import type { Role } from "../../shared/policy/roles.ts";

/**
 * Whose upload this is: proven by the route on every request and told to the Durable Object in a header
 * that only the route writes. The object compares, and acts in this name when the last byte is there.
 */
export type UploadClaim = {
  uploadId: string;
  nodeId: string;
  /** The node's, which never changes: what its media must be. */
  kind: MediaKind;
  workspaceId: string;
  membershipId: string;
  role: Role;
  /** When the session began that sends this part. */
  signedInAt: number;
  userId: string;
};

const CLAIM_HEADER = "Foyer-Upload-Claim";

/** The request as the Durable Object gets it: the protocol's headers and the body, nothing of the session. */
export function claimedRequest(request: Request, claim: UploadClaim, path: string): Request {
  const headers = new Headers({ [CLAIM_HEADER]: JSON.stringify(claim) });
  for (const name of PASSED_ON) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const body = request.method === "PATCH" ? request.body : null;
  return new Request(new URL(path, "https://upload.invalid"), { method: request.method, headers, body });
}

export function readClaim(request: Request): UploadClaim {
  return JSON.parse(request.headers.get(CLAIM_HEADER) ?? "null") as UploadClaim;
}

const PASSED_ON = [
  "Content-Length",
  "Content-Type",
  "Tus-Resumable",
  "Upload-Concat",
  "Upload-Defer-Length",
  "Upload-Length",
  "Upload-Metadata",
  "Upload-Offset",
];

import { isId, newId } from "../../shared/ids.ts";
import { isMediaKind, type MediaKind } from "../../shared/policy/access.ts";
import { requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import type { MediaUploadStub } from "../env.ts";
import { Problem } from "../http/problem.ts";
import { answerUpload, TUS_VERSION } from "./answer-upload.ts";
import { claimedRequest, type UploadClaim } from "./upload-claim.ts";

/** Begins an upload of a node's media: whoever may edit the node may, and alone goes on with it. */
export async function beginUpload(ctx: RequestContext, nodeId: string, request: Request): Promise<Response> {
  const claim = await requireClaim(ctx, nodeId, newId("upload"));
  requireVersion(request);
  const response = await stubOf(ctx, claim).fetch(claimedRequest(request, claim, "/uploads"));
  const location = `${ctx.settings.publicUrl}/api/v1/nodes/${nodeId}/uploads/${claim.uploadId}`;
  return answerUpload(response, { location, kind: claim.kind });
}

/** Asks how far an upload is, goes on with it or ends it. */
export async function continueUpload(
  ctx: RequestContext,
  nodeId: string,
  uploadId: string,
  request: Request,
): Promise<Response> {
  const claim = await requireClaim(ctx, nodeId, uploadId);
  requireVersion(request);
  if (!isId("upload", uploadId)) throw new Problem("not_found", { logReason: "no upload's id" });
  return answerUpload(await stubOf(ctx, claim).fetch(claimedRequest(request, claim, `/uploads/${uploadId}`)));
}

/** What anyone who may upload here may know: of what kind it must be. */
export async function requireUploader(ctx: RequestContext, nodeId: string): Promise<MediaKind> {
  const { kind } = await requireClaim(ctx, nodeId, "");
  return kind;
}

/** The library takes another version for a malformed header. */
function requireVersion(request: Request): void {
  if (request.headers.get("Tus-Resumable") !== TUS_VERSION) throw new Problem("tus_version");
}

async function requireClaim(ctx: RequestContext, nodeId: string, uploadId: string): Promise<UploadClaim> {
  const { actor, node } = await requireNode(ctx, nodeId, "edit", "content.create");
  const { kind } = node;
  if (!isMediaKind(kind)) throw new Problem("invalid_state", { logReason: `a ${kind} has no media` });
  const { id: membershipId, role } = actor.membership;
  const { signedInAt, user } = actor;
  return { uploadId, nodeId, kind, workspaceId: node.workspaceId, membershipId, role, signedInAt, userId: user.id };
}

function stubOf(ctx: RequestContext, { uploadId }: UploadClaim): MediaUploadStub {
  const id = ctx.env.UPLOADS.idFromName(uploadId);
  return ctx.env.UPLOADS.get(id) as unknown as MediaUploadStub;
}

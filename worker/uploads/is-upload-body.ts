/** Whether a request carries a video's bytes: those are bounded by the upload's own length, not as a body of JSON. */
export function isUploadBody(method: string, path: string): boolean {
  return method === "PATCH" && /^\/api\/v1\/nodes\/[^/]+\/uploads\/[^/]+$/.test(path);
}

const LARGER_BODIES: [method: string, path: RegExp][] = [
  ["PATCH", /^\/api\/v1\/nodes\/[^/]+\/uploads\/[^/]+$/],
  ["PUT", /^\/api\/v1\/nodes\/[^/]+\/poster$/],
  ["PUT", /^\/api\/v1\/videos\/[^/]+\/captions\/[^/]+$/],
  ["POST", /^\/s\/[^/]+\/captions$/],
];

/** Whether a request carries a file: those are bounded by their own route, not as a body of JSON. */
export function isUploadBody(method: string, path: string): boolean {
  return LARGER_BODIES.some(([ofMethod, pattern]) => ofMethod === method && pattern.test(path));
}

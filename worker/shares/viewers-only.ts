/** What is shown again by what the gate reads. */
const SHOWN_BY_GATE = /^\/s\/[^/]+\/(settings|captions|captions\/remove|chapters|review|reviewers|versions)$/;

/** Whether what is sent here comes from viewers, and changes nothing about who may open what and what the gate reads. */
export function isViewersOnly(path: string): boolean {
  return path.startsWith("/s/") && !SHOWN_BY_GATE.test(path);
}

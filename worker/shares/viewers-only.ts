const CREATORS = /^\/s\/[^/]+\/(settings|captions|captions\/remove)$/;

/** Whether what is sent here comes from viewers, and changes nothing about who may open what. */
export function isViewersOnly(path: string): boolean {
  return path.startsWith("/s/") && !CREATORS.test(path);
}

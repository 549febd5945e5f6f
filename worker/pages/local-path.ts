const LOCAL = /^\/(?![/\\])[\x21-\x7e]*$/;

/**
 * Where sign-in may lead back: a path of our own and nothing else, else the start page.
 * What a browser would read as another host (`//host`, `/\host`) is not a path.
 */
export function localPath(wanted: string | undefined | null, origin: string): string {
  if (!wanted || !LOCAL.test(wanted)) return "/";
  try {
    const url = new URL(wanted, origin);
    // Dropping dot segments may have left two slashes in front.
    const path = `${url.pathname}${url.search}`;
    return url.origin === origin && LOCAL.test(path) ? path : "/";
  } catch {
    return "/";
  }
}

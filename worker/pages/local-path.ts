/**
 * Where sign-in may lead back: a path of our own and nothing else, else the start page.
 * What a browser would read as another host (`//host`, `/\host`) is not a path.
 */
export function localPath(wanted: string | undefined | null, origin: string): string {
  if (!wanted || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted)) return "/";
  try {
    const url = new URL(wanted, origin);
    return url.origin === origin ? `${url.pathname}${url.search}` : "/";
  } catch {
    return "/";
  }
}

/** What browsers call all pages of a server. Firefox's patterns know no ports. */
export function matchPattern(server: string, isFirefox: boolean): string {
  const { protocol, host, hostname } = new URL(server);
  return `${protocol}//${isFirefox ? hostname : host}/*`;
}

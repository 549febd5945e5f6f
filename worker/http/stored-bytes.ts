/** What goes with bytes that someone gave us, whatever they are: kept by nobody, run by nobody, taken for nothing else. */
export function storedBytesHeaders(contentType: string): Record<string, string> {
  return {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Content-Type": contentType,
    Vary: "Cookie",
    "X-Content-Type-Options": "nosniff",
  };
}

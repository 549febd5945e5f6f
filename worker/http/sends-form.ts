/** Whether a request brings a form, in either way that browsers write one. */
export function sendsForm(headers: Headers): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(headers.get("Content-Type") ?? "");
}

/** Whether it is sent by a page, which wants to go on as one. */
export function wantsPage(headers: Headers): boolean {
  return (headers.get("Accept") ?? "").includes("text/html");
}

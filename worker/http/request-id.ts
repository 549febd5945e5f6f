/** What a request is quoted by when asking for help; made for every one, so it is made at no cost. */
export function newRequestId(): string {
  return `req_${crypto.randomUUID().replaceAll("-", "")}`;
}

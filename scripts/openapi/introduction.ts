import { RATE_LIMITS } from "../../shared/limits.ts";
import { SCOPES } from "../../shared/policy/scopes.ts";

const { callsPerKey, callsPerSession, callsPerNetwork } = RATE_LIMITS;
const amount = ({ limit }: { limit: number }) => limit.toLocaleString("en");

/** What holds for every route, by heading; Markdown. */
export const INTRODUCTION: Record<string, string> = {
  Authentication: [
    "Send `Authorization: Bearer` with an access token or an API key. The pages of Foyer itself send a session cookie; a request that comes with one must come from them.",
    "An access token says who someone is and nothing about what they may do: role, level and whether the session lives are looked at on every request. It lives ten minutes; the refresh token gets the next one.",
    `An API key acts in its maker's name, in one workspace, within its scopes: ${SCOPES.map((scope) => `\`${scope}\``).join(", ")}. Each route names the scope it needs. A route that names none takes no key: signing in and what is a person's own, money, security, and keys themselves.`,
  ].join("\n\n"),
  "Requests and answers": [
    "JSON in UTF-8, names in camelCase, times in ISO 8601 UTC. Ids are opaque and say by their prefix what they name: `usr_…`, `wsp_…`, `mbr_…`, `nod_…`, `shr_…`. Fields that are not known are refused.",
    "Making something answers 201 with it, changing it 200 with it, deleting 204. New fields may be added to answers; clients ignore those they do not know.",
  ].join("\n\n"),
  Lists:
    "Lists take `limit` (50 unless said, at most 200) and `cursor`, and answer `items` and `nextCursor`, which is null on the last page. They page by key, so that nothing is told twice or left out because something was added.",
  Errors:
    "Every error is `application/problem+json` (RFC 9457) with a stable `code`; `instance` is the request's id, to quote when asking for help, and `errors` points at what is wrong with the input. What someone may not know of answers 404, the same as what does not exist. `title` comes in the language of `Accept-Language`: English or French.",
  Limits: [
    `In one minute an API key makes ${amount(callsPerKey)} calls and a person's session ${amount(callsPerSession)}; all who come from one network with nothing that is good make ${amount(callsPerNetwork)} together. Whoever runs the service may have set other limits: each answer says which holds, in the IETF's draft of [RateLimit header fields](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/). \`RateLimit-Policy: "key";q=1000;w=60\` is 1,000 calls in 60 seconds, and \`RateLimit: "key";r=998;t=41\` that 998 are left, and that in 41 seconds a new minute begins. Share pages and their media do not count.`,
    "More is refused with 429 `rate_limited`, and nothing was done; wait `Retry-After`, in seconds. So is what has a limit of its own beside, such as asking for codes or inviting. Of a program that calls from many places at once some may be refused a little before the limit, or let through a little beyond it.",
    "Bodies over the stated size are 413 `payload_too_large`.",
  ].join("\n\n"),
  "Changing what others change":
    "What two people may edit at once, a workspace, its plan, webhooks and invite link, a node and who gets what there, a link, captions and chapters, is answered with an `ETag`. Send it as `If-Match` with the change: where somebody has changed it since, the answer is 412 `precondition_failed` and nothing was written. Read it again, look at what they did, and send the change with the new tag. The answer to a change brings the next tag; `*` stands for any version that is there. Without `If-Match` the last one wins. Sent as `If-None-Match` when reading, the tag is answered with 304 where all is as it was.",
  "Trying again":
    "POSTs by someone signed in take `Idempotency-Key`: a repeat within 24 hours gets the first answer, and nothing is done twice. While the first still runs, 409 `request_in_progress`; the same key with another body, 422 `idempotency_mismatch`. A repeat is told by `Idempotent-Replayed: true`.",
};

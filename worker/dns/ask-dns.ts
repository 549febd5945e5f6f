import { type DecodedPacket, decode, encode, RECURSION_DESIRED } from "dns-packet";
import type { Settings } from "../env.ts";
import { toBase64Url } from "../secrets/derive.ts";

const ANSWER_WITHIN_MS = 5_000;
const MESSAGE_TYPE = "application/dns-message";
/** A DNS message is no longer (RFC 1035, section 4.2.2). */
const MESSAGE_MAX_BYTES = 65_535;

/** DNS could not be asked, as against: the record is not there. */
export class DnsFailure extends Error {
  override name = "DnsFailure";
}

export type DnsAnswer = NonNullable<DecodedPacket["answers"]>[number];

/**
 * The records of a name, and of what it is an alias for, asked over HTTPS (RFC 8484, GET). A name without any is an
 * empty list; throws `DnsFailure` where the resolver is away or cannot tell.
 */
export async function askDns(settings: Settings, type: "TXT" | "A" | "AAAA", name: string): Promise<DnsAnswer[]> {
  const question = encode({
    type: "query",
    // Zero, so that caches on the way may keep the answer (section 4.1).
    id: 0,
    flags: RECURSION_DESIRED,
    questions: [{ type, name }],
  });
  const url = new URL(settings.dohUrl);
  url.searchParams.set("dns", toBase64Url(question));
  const message = await ask(url);
  const { answers = [], rcode } = message as typeof message & { rcode: string };
  if (rcode !== "NOERROR" && rcode !== "NXDOMAIN") throw new DnsFailure(`the resolver answered ${rcode}`);
  return answers;
}

async function ask(url: URL): Promise<DecodedPacket> {
  try {
    const answer = await fetch(url, {
      headers: { Accept: MESSAGE_TYPE },
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (answer.status !== 200 || answer.headers.get("Content-Type") !== MESSAGE_TYPE) {
      throw new DnsFailure(`the resolver answered ${answer.status}`);
    }
    const bytes = await answer.arrayBuffer();
    if (bytes.byteLength > MESSAGE_MAX_BYTES) throw new DnsFailure("the answer is no DNS message");
    return decode(Buffer.from(bytes));
  } catch (error) {
    throw error instanceof DnsFailure ? error : new DnsFailure("the resolver cannot be asked", { cause: error });
  }
}

import { askDns } from "../dns/ask-dns.ts";
import type { Settings } from "../env.ts";

/** The TXT records of a name, each as one text; throws `DnsFailure` where nobody can tell. */
export async function lookUpTxt(settings: Settings, name: string): Promise<string[]> {
  const answers = await askDns(settings, "TXT", name);
  return answers.flatMap((answer) => (answer.type === "TXT" ? [joined(answer.data)] : []));
}

/** A record is a list of strings, which are one text (RFC 7208, section 3.3). */
function joined(data: string | Buffer | (string | Buffer)[]): string {
  return [data].flat().map(String).join("");
}

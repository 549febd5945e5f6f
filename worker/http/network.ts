/**
 * The network a caller comes from: an IPv4 address as it is, an IPv6 address's /64.
 * The address is `CF-Connecting-IP`, which Cloudflare sets; self-hosted, the server in front does,
 * and a request without it comes from this machine.
 */
export function networkOf(address: string | undefined): string {
  const text = address?.trim().toLowerCase() ?? "";
  if (text === "") return "loopback";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1];
  if (mapped) return mapped;
  return text.includes(":") ? `${prefix64(text)}::/64` : text;
}

function prefix64(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...after];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

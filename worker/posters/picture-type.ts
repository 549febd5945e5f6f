/** What a poster may be. */
export type PictureType = "image/avif" | "image/webp" | "image/jpeg" | "image/png";

const AVIF_BRANDS = ["avif", "avis"];
const BRANDS_AT = 8;
const BRAND = 4;

/** What a picture is by its own first bytes; undefined for any other, SVG among them. */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (letters(bytes, 0) === "RIFF" && letters(bytes, 8) === "WEBP") return "image/webp";
  return letters(bytes, 4) === "ftyp" && brands(bytes).some((brand) => AVIF_BRANDS.includes(brand))
    ? "image/avif"
    : undefined;
}

/** The brands of an ISO base media file (ISO/IEC 14496-12, section 4.3): its own, then those it is compatible with. */
function brands(bytes: Uint8Array): string[] {
  const [size = 0] = bytes.subarray(3, 4);
  const count = Math.max(Math.floor((Math.min(size, bytes.length) - BRANDS_AT) / BRAND), 0);
  return Array.from({ length: count }, (_, index) => letters(bytes, BRANDS_AT + index * BRAND));
}

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte);
}

function letters(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + BRAND));
}

import type { AudioCodec, InputAudioTrack, InputVideoTrack, VideoCodec } from "mediabunny";

/** What every browser of today plays. */
const PLAYED: readonly (VideoCodec | AudioCodec)[] = ["avc", "vp8", "vp9", "av1", "aac", "mp3", "opus", "vorbis"];

/** Codecs as people call them: those the library knows, then by what containers call them. */
const NAMES: Record<string, string> = {
  hevc: "HEVC (H.265)",
  prores: "ProRes",
  flac: "FLAC",
  ac3: "AC-3",
  eac3: "E-AC-3",
  dts: "DTS",
  ulaw: "µ-law",
  alaw: "A-law",
  mp4v: "MPEG-4 Part 2",
  s263: "H.263",
  h263: "H.263",
  vvc1: "VVC (H.266)",
  vvi1: "VVC (H.266)",
  jpeg: "Motion JPEG",
  mjpa: "Motion JPEG",
  mjpb: "Motion JPEG",
  AVdn: "DNxHD",
  AVdh: "DNxHR",
  CFHD: "CineForm",
  alac: "ALAC",
  samr: "AMR",
  V_THEORA: "Theora",
  V_FFV1: "FFV1",
};

const NAME_MAX = 40;

/** What a video's picture or sound is coded with when not every browser plays it, as people call it. */
export async function unplayedCodec(track: InputVideoTrack | InputAudioTrack): Promise<string | undefined> {
  const codec = await track.getCodec();
  if (codec !== null && PLAYED.includes(codec)) return undefined;
  if (codec?.startsWith("pcm-")) return "PCM";
  const name = codec ?? (await track.getInternalCodecId());
  return NAMES[String(name)] ?? spelledOut(name);
}

/** A container's own code, as far as it can be read. */
function spelledOut(name: string | number | Uint8Array | null): string {
  const text = typeof name === "string" ? name.replace(/[^\x20-\x7e]/g, "").trim() : "";
  return text === "" ? "unknown" : text.slice(0, NAME_MAX);
}

import {
  ADTS,
  type AudioCodec,
  FLAC,
  type InputAudioTrack,
  type InputFormat,
  type InputVideoTrack,
  MP3,
  MP4,
  OGG,
  QTFF,
  type VideoCodec,
  WAVE,
  WEBM,
} from "mediabunny";

type Codec = VideoCodec | AudioCodec;

/** Containers of a video, and the codecs in them that every browser of today plays. */
export const VIDEO_FORMATS: readonly InputFormat[] = [MP4, QTFF, WEBM];
export const VIDEO_CODECS: readonly Codec[] = ["avc", "vp8", "vp9", "av1", "aac", "mp3", "opus", "vorbis"];

type SoundFormat = { format: InputFormat; contentType: string; codecs: readonly Codec[] };

/**
 * Containers of a voice, with what every browser of today plays in each: Chrome, Firefox and Safari (Ogg since 18.4).
 * A WAV of other than 16 bits plays in some alone; FLAC plays in its own container alone.
 */
export const SOUND_FORMATS: readonly SoundFormat[] = [
  { format: MP4, contentType: "audio/mp4", codecs: ["aac"] },
  { format: WEBM, contentType: "audio/webm", codecs: ["opus", "vorbis"] },
  { format: OGG, contentType: "audio/ogg", codecs: ["opus", "vorbis"] },
  { format: WAVE, contentType: "audio/wav", codecs: ["pcm-s16"] },
  { format: FLAC, contentType: "audio/flac", codecs: ["flac"] },
  { format: MP3, contentType: "audio/mpeg", codecs: ["mp3"] },
  { format: ADTS, contentType: "audio/aac", codecs: ["aac"] },
];

/** Codecs as people call them: those the library knows, then by what containers call them. */
const NAMES: Record<string, string> = {
  aac: "AAC",
  mp3: "MP3",
  opus: "Opus",
  vorbis: "Vorbis",
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

/** What a picture or sound is coded with when it is none of those `played`, as people call it. */
export async function unplayedCodec(
  track: InputVideoTrack | InputAudioTrack,
  played: readonly Codec[],
): Promise<string | undefined> {
  const codec = await track.getCodec();
  if (codec !== null && played.includes(codec)) return undefined;
  if (codec?.startsWith("pcm-")) return pcmName(codec);
  const name = codec ?? (await track.getInternalCodecId());
  return NAMES[String(name)] ?? spelledOut(name);
}

/** `pcm-s24be` → `PCM (s24be)`. */
function pcmName(codec: string): string {
  return `PCM (${codec.slice("pcm-".length)})`;
}

/** A container's own code, as far as it can be read. */
function spelledOut(name: string | number | Uint8Array | null): string {
  const text = typeof name === "string" ? name.replace(/[^\x20-\x7e]/g, "").trim() : "";
  return text === "" ? "unknown" : text.slice(0, NAME_MAX);
}

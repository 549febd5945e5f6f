import {
  type BaseTrackMetadata,
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
  type Output,
  type OutputFormat,
} from "mediabunny";

type Track = InputVideoTrack | InputAudioTrack;

/** A track on its way from one container into another, in the order in which it is decoded. */
export type Carried = {
  packetCount: number;
  packets: AsyncGenerator<EncodedPacket>;
  add: (packet: EncodedPacket) => Promise<void>;
};

/** The picture and the sound that players choose, and the others that the format can hold as well. */
export async function tracksToCarry(input: Input, format: OutputFormat): Promise<Track[]> {
  const main = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  const all: Track[] = [...(await input.getVideoTracks()), ...(await input.getAudioTracks())];
  const known: Track[] = [];
  for (const track of all) {
    const codec = await track.getCodec();
    if (codec !== null && format.getSupportedCodecs().includes(codec)) known.push(track);
    else if (main.includes(track)) throw new Error(`This file's ${track.type} has no place in another container.`);
  }
  if (known.length === 0) throw new Error("This file has no picture and no sound.");
  return known;
}

/** Gives a track its place in the output, with how it is turned, what it is for and how many packets it has. */
export async function carry(track: Track, output: Output): Promise<Carried> {
  const packets = new EncodedPacketSink(track).packets();
  const { packetCount } = await track.computePacketStats();
  const metadata = {
    languageCode: await track.getLanguageCode(),
    disposition: await track.getDisposition(),
    maximumPacketCount: packetCount,
  };
  const add = track.isVideoTrack()
    ? await intoVideo(track, output, metadata)
    : await intoAudio(track as InputAudioTrack, output, metadata);
  return { packetCount, packets, add };
}

async function intoVideo(track: InputVideoTrack, output: Output, metadata: BaseTrackMetadata): Promise<Carried["add"]> {
  const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
  if (!codec || !decoderConfig) throw new Error("This picture says nothing of how it is decoded.");
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source, { ...metadata, transformationMatrix: await track.getTransformationMatrix() });
  return (packet) => source.add(packet, { decoderConfig });
}

async function intoAudio(track: InputAudioTrack, output: Output, metadata: BaseTrackMetadata): Promise<Carried["add"]> {
  const [codec, decoderConfig] = [await track.getCodec(), await track.getDecoderConfig()];
  if (!codec || !decoderConfig) throw new Error("This sound says nothing of how it is decoded.");
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source, metadata);
  return (packet) => source.add(packet, { decoderConfig });
}

/** The packets of all tracks, the earliest first, so that what is seen and heard together stands together. */
export async function* nextInOrder(carried: Carried[]): AsyncGenerator<{ track: Carried; packet: EncodedPacket }> {
  const waiting = new Map<Carried, EncodedPacket>();
  const advance = async (track: Carried) => {
    const { value, done } = await track.packets.next();
    if (done) waiting.delete(track);
    else waiting.set(track, value);
  };
  for (const track of carried) await advance(track);
  while (waiting.size > 0) {
    const [earliest] = [...waiting].sort(([, one], [, other]) => one.timestamp - other.timestamp);
    if (!earliest) return;
    const [track, packet] = earliest;
    yield { track, packet };
    await advance(track);
  }
}

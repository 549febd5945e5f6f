import {
  BufferSource,
  BufferTarget,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from "mediabunny";
import { fixture } from "./videos.ts";

/** Filler that decoders skip (H.264, section 7.3.2.7), behind its length of four bytes. */
function filler(bytes: number): Buffer {
  const unit = Buffer.alloc(bytes, 0xff);
  unit.writeUInt32BE(bytes - 4, 0);
  unit[4] = 0x0c;
  unit[bytes - 1] = 0x80;
  return unit;
}

/** The picture of our clip, each frame made heavy, in an MP4 with its index at the end. */
export async function heavyClip(bytes: number): Promise<Buffer> {
  const input = new Input({ source: new BufferSource(await fixture("clip.mp4")), formats: [MP4] });
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: false }), target: new BufferTarget() });
  const track = await input.getPrimaryVideoTrack();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new Error("The clip has no picture.");
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source);
  await output.start();
  const { packetCount } = await track.computePacketStats();
  const weight = filler(Math.ceil(bytes / packetCount));
  for await (const { data, type, timestamp, duration } of new EncodedPacketSink(track).packets()) {
    await source.add(new EncodedPacket(Buffer.concat([data, weight]), type, timestamp, duration), { decoderConfig });
  }
  await output.finalize();
  return Buffer.from(output.target.buffer ?? new ArrayBuffer(0));
}

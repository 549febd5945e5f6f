/** Why an upload cannot go on, in the shape that the tus library answers from: a status and a word. */
export class Refusal extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(status: number, reason: string) {
    super(reason);
    this.name = "Refusal";
    this.status_code = status;
    this.body = reason;
  }
}

export const unknownUpload = () => new Refusal(404, "unknown upload");
export const notAVideo = (reason: string) => new Refusal(415, reason);

const CODEC = "unsupported codec: ";
export const unsupportedCodec = (name: string) => new Refusal(415, `${CODEC}${name}`);

/** The codec that a refusal's word names, if it names one. */
export function codecRefused(body: string): string | undefined {
  return body.startsWith(CODEC) ? body.slice(CODEC.length) : undefined;
}

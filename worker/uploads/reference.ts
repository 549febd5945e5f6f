import type { HeaderTold, Reference } from "../http/reference.ts";
import type { uploadRoutes } from "./routes.ts";

const version: HeaderTold = { description: "The version of the protocol.", required: true, example: "1.0.0" };
const offset: HeaderTold = { description: "From which byte on this goes.", required: true, example: "0" };

export const uploadReference: Reference<typeof uploadRoutes> = {
  tag: "Uploads",
  about:
    "Resumable uploads of a video, avatar or voice by [tus 1.0.0](https://tus.io/protocols/resumable-upload) with the extensions creation, termination and expiration. Use a tus client such as tus-js-client and hand it the first address. An upload that is not complete after a day is dropped.",
  routes: {
    "POST /nodes/:nodeId/uploads": {
      id: "beginUpload",
      summary: "Begin an upload",
      description:
        "`Upload-Metadata` may name `filename` and `filetype`; a type that cannot be taken is refused at once.",
      answers: { 201: null },
      headers: {
        "Tus-Resumable": version,
        "Upload-Length": { description: "Bytes of the whole file.", required: true, example: "10485760" },
        "Upload-Metadata": {
          description: "Names and values in base64.",
          example: "filename bGF1bmNoLm1wNA==,filetype dmlkZW8vbXA0",
        },
      },
      tells: {
        Location: "The address of the upload.",
        "Tus-Max-Size": "Bytes that a file of this kind may have.",
        "Upload-Expires": "When it is dropped unless it is complete.",
      },
      refuses: [
        "invalid_request",
        "forbidden",
        "not_found",
        "invalid_state",
        "tus_version",
        "unsupported_media_type",
        "unsupported_codec",
      ],
    },
    "GET /nodes/:nodeId/uploads/:uploadId": {
      method: "HEAD",
      id: "readUpload",
      summary: "Ask how far an upload is",
      answers: { 200: null },
      headers: { "Tus-Resumable": version },
      tells: { "Upload-Offset": "Bytes that have arrived.", "Upload-Length": "Bytes of the whole file." },
      refuses: ["forbidden", "not_found", "invalid_state", "tus_version"],
    },
    "PATCH /nodes/:nodeId/uploads/:uploadId": {
      id: "continueUpload",
      summary: "Send bytes",
      description:
        "As many as you like, cut anywhere. The request that completes the file answers once it can be played, or 415 where it is not what the node's kind says.",
      answers: { 204: null },
      bytes: ["application/offset+octet-stream"],
      headers: { "Tus-Resumable": version, "Upload-Offset": offset },
      tells: { "Upload-Offset": "Bytes that have arrived." },
      refuses: [
        "invalid_request",
        "forbidden",
        "not_found",
        "invalid_state",
        "tus_version",
        "unsupported_media_type",
        "unsupported_codec",
      ],
    },
    "DELETE /nodes/:nodeId/uploads/:uploadId": {
      id: "endUpload",
      summary: "Give an upload up",
      answers: { 204: null },
      headers: { "Tus-Resumable": version },
      refuses: ["forbidden", "not_found", "invalid_state", "tus_version"],
    },
    "OPTIONS /nodes/:nodeId/uploads": {
      id: "readUploadAbilities",
      summary: "Ask what uploads can do here",
      answers: { 204: null },
      tells: { "Tus-Extension": "The extensions of the protocol.", "Tus-Max-Size": "Bytes that a file may have." },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
    "OPTIONS /nodes/:nodeId/uploads/:uploadId": {
      id: "readUploadAbilitiesOfOne",
      summary: "Ask the same of an upload",
      answers: { 204: null },
      tells: { "Tus-Extension": "The extensions of the protocol.", "Tus-Max-Size": "Bytes that a file may have." },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
  },
};

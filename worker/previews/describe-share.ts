import type { InferOutput } from "valibot";
import type { OEmbed, OEmbedShown, oembedQuery } from "../../shared/api/oembed.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { asStranger } from "../shares/as-stranger.ts";
import { mayBeFramed } from "../shares/for-anyone.ts";
import { openShare, refusal } from "../shares/gate.ts";
import type { CollectionView, ShareView } from "../shares/share-view.ts";
import { embedCode } from "./embed-code.tsx";
import { type Bounds, fitWithin, isWithin } from "./fit-within.ts";
import { picturesOf } from "./pictures.ts";
import { playerSize, sizeOf } from "./player-size.ts";
import { shareAtAddress } from "./share-address.ts";

/**
 * What another site may show in place of a share's address (oEmbed 1.0), to everyone alike: 401 for what is not for
 * anyone, 404 for an address that is none of ours. What may not be framed is a link with a title.
 */
export async function describeShare(
  ctx: RequestContext,
  { url, ...bounds }: Omit<InferOutput<typeof oembedQuery>, "format">,
): Promise<OEmbed> {
  const asked = shareAtAddress(ctx.settings, url);
  if (!asked) throw new Problem("not_found", { logReason: "no address of ours" });
  const answer = await openShare(asStranger(ctx), asked);
  if (!answer.allow) throw refusal(answer.reason);
  if (answer.onlyLooks) throw new Problem("unauthenticated", { logReason: "few views" });
  const { view } = answer;
  if (view.kind === "collection") return { ...common(ctx, view), type: "link" };
  return { ...common(ctx, view), ...thumbnail(ctx, view, bounds), ...shown(ctx, view, bounds) };
}

function common({ settings }: RequestContext, { node, sharedBy, house }: ShareView | CollectionView) {
  const author = sharedBy || house;
  return {
    version: "1.0" as const,
    title: node.title,
    ...(author === "" ? {} : { author_name: author }),
    provider_name: "Foyer",
    provider_url: settings.publicUrl,
  };
}

function shown(ctx: RequestContext, view: ShareView, bounds: Bounds): OEmbedShown {
  if (!mayBeFramed(view)) return { type: "link" };
  const { kind } = view.node;
  const own = sizeOf(view.media);
  const [picture] = picturesOf(ctx, view);
  if (kind === "avatar" && picture && own) return { type: "photo", url: picture.url, ...fitWithin(own, bounds) };
  const size = playerSize(view, bounds);
  return { type: kind === "video" ? "video" : "rich", html: embedCode(ctx, view, size), ...size };
}

/** The widest that is within the bounds; none where all are too large. */
function thumbnail(ctx: RequestContext, view: ShareView, bounds: Bounds) {
  const fitting = picturesOf(ctx, view).find((picture) => isWithin(picture, bounds));
  if (!fitting) return {};
  const { url, width, height } = fitting;
  return { thumbnail_url: url, thumbnail_width: width, thumbnail_height: height };
}

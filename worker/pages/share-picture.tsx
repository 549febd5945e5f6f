import type { ShareMediaProps } from "./share-media.tsx";
import { surfacePath } from "./surface-path.ts";

/** Width and height reserve its place, so that nothing moves when it arrives. */
export function SharePicture({ view }: Pick<ShareMediaProps, "view">) {
  const { node, media } = view;
  const size = media.width !== null && media.height !== null ? { width: media.width, height: media.height } : {};
  return (
    <div class="stage picture">
      <img src={surfacePath(view, "/media")} alt={node.title} {...size} />
    </div>
  );
}

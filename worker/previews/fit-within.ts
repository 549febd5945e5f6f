export type Size = { width: number; height: number };
export type Bounds = { maxwidth?: number | undefined; maxheight?: number | undefined };

/** As large as it is or, where that is too large, as fits: its aspect is kept. */
export function fitWithin({ width, height }: Size, { maxwidth, maxheight }: Bounds): Size {
  const scale = Math.min(1, (maxwidth ?? width) / width, (maxheight ?? height) / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export function isWithin({ width, height }: Size, { maxwidth = width, maxheight = height }: Bounds): boolean {
  return width <= maxwidth && height <= maxheight;
}

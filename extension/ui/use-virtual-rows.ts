import {
  observeWindowOffset,
  observeWindowRect,
  type VirtualItem,
  Virtualizer,
  windowScroll,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";

/** Rows beyond the window on either side that are drawn nevertheless, so that scrolling shows none late. */
const OVERSCAN = 12;

type VirtualRows = {
  count: number;
  /** In pixels, for rows that were never drawn. */
  rowHeight: number;
  /** Another function where the list changed, the same one where it did not: all places are counted anew for it. */
  keyOf: (index: number) => string;
  /** What holds the rows, in the flow of the page. */
  body: RefObject<HTMLElement | null>;
};

/** A row to draw, and how much empty space stands above it, in pixels. */
export type DrawnRow = { index: number; above: number };

type Drawn = {
  rows: DrawnRow[];
  /** In pixels, below the last row drawn. */
  below: number;
  /** For each row's element, which says its place by `data-index`. */
  measure: (element: HTMLElement | null) => void;
};

/**
 * Of a list that the page scrolls, the rows in view and a few around them. The row that has focus stays drawn with its
 * neighbours wherever one scrolls, so that the keyboard goes on from there.
 */
export function useVirtualRows({ count, rowHeight, keyOf, body }: VirtualRows): Drawn {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const [scrollMargin, setMargin] = useState(0);
  const options = {
    count,
    scrollMargin,
    overscan: OVERSCAN,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    rangeExtractor: ({ startIndex, endIndex, overscan }: { startIndex: number; endIndex: number; overscan: number }) =>
      withFocused(body.current, count, startIndex - overscan, endIndex + overscan),
    onChange: () => draw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  virtualizer.setOptions(options);
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    if (body.current) setMargin(Math.round(body.current.getBoundingClientRect().top + window.scrollY));
  });

  const items = virtualizer.getVirtualItems();
  const end = items.at(-1)?.end ?? scrollMargin;
  return {
    rows: spaced(items, scrollMargin),
    below: virtualizer.getTotalSize() - (end - scrollMargin),
    measure: virtualizer.measureElement,
  };
}

/** The places from `first` to `last` as far as there are any, and those around the row that has focus, in order. */
function withFocused(body: HTMLElement | null, count: number, first: number, last: number): number[] {
  const places = new Set<number>();
  const add = (from: number, to: number) => {
    for (let place = Math.max(0, from); place <= Math.min(count - 1, to); place += 1) places.add(place);
  };
  add(first, last);
  const focused = document.activeElement?.closest<HTMLElement>("[data-index]");
  if (focused && body?.contains(focused)) add(Number(focused.dataset.index) - 1, Number(focused.dataset.index) + 1);
  return [...places].toSorted((a, b) => a - b);
}

function spaced(items: readonly VirtualItem[], margin: number): DrawnRow[] {
  return items.map(({ index, start }, at) => ({ index, above: start - (items[at - 1]?.end ?? margin) }));
}

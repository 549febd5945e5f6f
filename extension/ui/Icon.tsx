/** One-stroke pictures on a grid of 16; the word beside them says what they mean. */
const PATHS = {
  captions: "M2.5 3.5h11v9h-11zM5 8h2.5M9.5 8H11M5 10.2h1.5M8.5 10.2H11",
  check: "M3.5 8.5l3 3 6-7",
  chevron: "M4.5 6.5L8 10l3.5-3.5",
  close: "M4.5 4.5l7 7m0-7l-7 7",
  copy: "M6 6h6.5v7H6zM10 6V3H3.5v7H6",
  down: "M8 3.5v9M4.5 9L8 12.5 11.5 9",
  film: "M2.5 3.5h11v9h-11zM6.8 6v4l3.4-2z",
  folder: "M2.5 4h4l1.5 1.8h5.5v6.7h-11z",
  hide: "M2 8c1.6-2.7 3.7-4 6-4s4.4 1.3 6 4c-1.6 2.7-3.7 4-6 4S3.6 10.7 2 8zM3 13L13 3",
  key: "M6 12.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8.2 7.3L13 2.5M11.2 4.3l1.6 1.6M9.4 6.1l1.2 1.2",
  mail: "M2.5 4h11v8h-11zM2.8 4.4L8 8.6l5.2-4.2",
  open: "M9.5 3H13v3.5M13 3L7.5 8.5M11 9.5V13H3V5h3.5",
  out: "M6.5 3H3v10h3.5M7 8h6.5m-2.6-2.7L13.5 8l-2.6 2.7",
  panel: "M2.5 3h11v10h-11zM9.5 3v10",
  people:
    "M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.8 13c.3-2.6 2-3.9 4.2-3.9s3.9 1.3 4.2 3.9M10.6 7.3a2 2 0 1 0-.4-3.9M12 9.6c1.3.5 2.1 1.6 2.3 3.4",
  picture: "M2.5 3h11v10h-11zM3 11.5l3-3.5 2.5 3 2-2.2 2.7 3M10.8 6.2v.1",
  plus: "M8 3.5v9M3.5 8h9",
  project: "M2.5 5.5h11v7h-11zM4 5.5v-2h8v2M6 8.5h4",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5l3 3",
  server: "M2.5 3h11v4.2h-11zM2.5 8.8h11V13h-11zM5 5.1v.1M5 10.9v.1",
  show: "M2 8c1.6-2.7 3.7-4 6-4s4.4 1.3 6 4c-1.6 2.7-3.7 4-6 4S3.6 10.7 2 8zM8 9.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z",
  sound: "M3 6.5v3M6.3 3v10M9.7 5v6M13 6.5v3",
  trash: "M3 4.5h10M6 4.5V3h4v1.5M4.4 4.5l.6 8.5h6l.6-8.5M7 7v3.5M9 7v3.5",
  up: "M8 12.5v-9M4.5 7L8 3.5 11.5 7",
  updown: "M5 6.5L8 3.5l3 3M5 9.5l3 3 3-3",
  upload: "M8 10.5v-7M5 6l3-3 3 3M3 10.5V13h10v-2.5",
  warning: "M8 3L2.5 13h11zM8 7v2.6M8 11.4v.2",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

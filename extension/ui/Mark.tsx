/** The foyer mark: a doorway in an accent square. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <rect class="mark-wall" width="28" height="28" rx="8" />
      <path class="mark-door" d="M9 28V11a5 5 0 0 1 10 0v17z" />
    </svg>
  );
}

/** Rows of the size of what is to come, so that nothing moves when it does. */
export function SkeletonRows({ count, label }: { count: number; label: string }) {
  return (
    <div class="skeletons" role="status">
      <span class="unseen">{label}</span>
      {Array.from({ length: count }, (_, index) => (
        <div class="row" key={index} aria-hidden="true">
          <span class="avatar ghost" />
          <span class="who">
            <span class="ghost line" />
            <span class="ghost line short" />
          </span>
        </div>
      ))}
    </div>
  );
}

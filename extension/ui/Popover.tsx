import type { ComponentChildren } from "preact";
import { useId, useRef } from "preact/hooks";

type PopoverProps = {
  /** Read before what the button shows; alone where it shows no words. */
  label: string;
  align?: "left" | "right";
  buttonClass: string;
  button: ComponentChildren;
  children: (close: () => void) => ComponentChildren;
};

/** A panel under its button. The browser's popover closes it on Escape and outside, and gives focus back. */
export function Popover({ label, align = "right", buttonClass, button, children }: PopoverProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  function place(event: { newState: string }): void {
    const box = opener.current?.getBoundingClientRect();
    if (event.newState !== "open" || !box || !panel.current) return;
    panel.current.style.top = `${box.bottom + 8}px`;
    if (align === "left") panel.current.style.left = `${box.left}px`;
    else panel.current.style.right = `${Math.max(12, document.documentElement.clientWidth - box.right)}px`;
  }

  return (
    <>
      <button ref={opener} type="button" class={buttonClass} popovertarget={id} title={label}>
        <span class="unseen">{label}</span>
        {button}
      </button>
      <div ref={panel} id={id} popover="auto" class="popover" role="dialog" aria-label={label} onBeforeToggle={place}>
        {children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}

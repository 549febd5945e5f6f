import { useId } from "preact/hooks";

type SegmentsProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  busy?: boolean;
  /** Where a choice has effect at once: arrow keys move on without choosing, space chooses. */
  byPress?: boolean;
};

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** One choice of few, as a switch. Native radios carry the keyboard and the screen reader. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div
      class="segments"
      role="radiogroup"
      aria-label={props.label}
      aria-busy={props.busy}
      onKeyDown={props.byPress ? moveFocus : undefined}
    >
      {props.options.map(({ value, label }) => (
        <label key={value} class={value === props.value ? "segment on" : "segment"}>
          <input
            type="radio"
            class="unseen"
            name={name}
            value={value}
            checked={value === props.value}
            disabled={props.disabled}
            onChange={() => props.onChange(value)}
          />
          <span class="segment-word" data-word={label}>
            {label}
          </span>
        </label>
      ))}
    </div>
  );
}

function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const radios = [...event.currentTarget.querySelectorAll("input")];
  const at = radios.findIndex((radio) => radio.matches(":focus"));
  radios[(at + step + radios.length) % radios.length]?.focus();
}

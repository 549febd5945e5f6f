import { useId } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";

type SegmentsProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: IconName }[];
  onChange: (value: Value) => void;
  disabled?: boolean;
  busy?: boolean;
};

/** One choice of few, as a switch. Native radios carry the keyboard and the screen reader. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div class="segments" role="radiogroup" aria-label={props.label} aria-busy={props.busy}>
      {props.options.map(({ value, label, icon }) => (
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
          {icon && <Icon name={icon} />}
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}

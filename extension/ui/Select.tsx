import { useRef } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { useFocusKept } from "./use-focus-kept.ts";

type SelectProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  disabled?: boolean;
};

/** A native select in our clothes. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  disabled = false,
}: SelectProps<Value>) {
  const control = useRef<HTMLSelectElement>(null);
  useFocusKept(control, disabled);
  function pick(picked: string): void {
    const option = options.find((candidate) => candidate.value === picked);
    if (option) onChange(option.value);
  }
  return (
    <span class="select">
      <select
        ref={control}
        class="field"
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => pick(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </span>
  );
}

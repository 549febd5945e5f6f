type Props = { of: string; error: string | undefined };

/** What is wrong with a field, beside it. */
export function FieldError({ of, error }: Props) {
  if (error === undefined) return null;
  return (
    <p class="wrong" id={`${of}-error`}>
      {error}
    </p>
  );
}

/** What a field says of itself: its hint, and first what is wrong with it. */
export function wrong(of: string, error: string | undefined) {
  const hint = `${of}-hint`;
  return error === undefined
    ? { "aria-describedby": hint }
    : { "aria-invalid": true, "aria-describedby": `${of}-error ${hint}` };
}

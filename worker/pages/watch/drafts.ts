/** The forms that are open within `list` and what was typed into them, to be put back once its items have come anew. */
export function keepDrafts(list: HTMLElement): () => void {
  const drafts = new Map(openForms(list).map((form) => [keyOf(form), typedInto(form)]));
  return () => {
    for (const form of list.querySelectorAll("form")) {
      const restore = drafts.get(keyOf(form));
      const opened = form.closest("details");
      if (!restore || !opened) continue;
      opened.open = true;
      restore(form);
    }
  };
}

function openForms(list: HTMLElement): HTMLFormElement[] {
  return [...list.querySelectorAll<HTMLFormElement>("details[open] form")];
}

/** Which of them it is: where it goes and what it hides, such as the comment it answers. */
function keyOf(form: HTMLFormElement): string {
  const hidden = [...form.querySelectorAll<HTMLInputElement>("input[type=hidden]")];
  return [form.action, ...hidden.map(({ name, value }) => `${name}=${value}`)].join("&");
}

type Field = HTMLTextAreaElement | HTMLInputElement;

const fieldsOf = (form: HTMLFormElement) => [...form.querySelectorAll<Field>("textarea, input[name=name]")];

function typedInto(form: HTMLFormElement): (form: HTMLFormElement) => void {
  const before = fieldsOf(form);
  const typed = before.map(({ value, selectionStart, selectionEnd }) => ({ value, selectionStart, selectionEnd }));
  const focused = before.indexOf(document.activeElement as Field);
  return (anew) => {
    const fields = fieldsOf(anew);
    for (const [n, field] of fields.entries()) field.value = typed[n]?.value ?? field.value;
    fields[focused]?.focus({ preventScroll: true });
    fields[focused]?.setSelectionRange(typed[focused]?.selectionStart ?? 0, typed[focused]?.selectionEnd ?? 0);
  };
}

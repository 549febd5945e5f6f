import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../language.ts";

type Question = {
  title: string;
  text: string;
  /** What it comes to, one by one. */
  list?: { label: string; items: readonly string[] };
  yes: string;
  answer: (sure: boolean) => void;
};

const question = signal<Question | undefined>();

/** Asks before what cannot be undone; answers whether the person is sure. */
export function confirmFirst(asked: Omit<Question, "answer">): Promise<boolean> {
  return new Promise((answer) => {
    question.value = { ...asked, answer };
  });
}

export function ConfirmDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const asked = question.value;
  useEffect(() => {
    if (asked) dialog.current?.showModal();
  }, [asked]);

  function close(sure: boolean): void {
    dialog.current?.close();
    question.value = undefined;
    asked?.answer(sure);
  }

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="question" onCancel={() => close(false)}>
      <h2 id="question">{asked?.title}</h2>
      <p class="muted">{asked?.text}</p>
      {asked?.list && (
        <div class="told">
          <p id="question-list">{asked.list.label}</p>
          <ul aria-labelledby="question-list">
            {asked.list.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={() => close(false)}>
          {t("ext.cancel")}
        </button>
        <button type="button" class="button danger" onClick={() => close(true)}>
          {asked?.yes}
        </button>
      </div>
    </dialog>
  );
}

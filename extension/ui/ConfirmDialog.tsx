import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../language.ts";
import { Field } from "./Field.tsx";

type Question = {
  title: string;
  text: string;
  /** What it comes to, one by one. */
  list?: { label: string; items: readonly string[] };
  /** What has to be typed first, where a press alone would be too little. */
  retype?: { label: string; text: string };
  yes: string;
  answer: (sure: boolean) => void;
};

const question = signal<Question | undefined>();
const typed = signal("");

/** Each waits for the one before: what is under the hand never becomes another question. */
let lastTurn: Promise<unknown> = Promise.resolve();
/** Another one once nobody is there to be asked any more. */
let era = {};

/** Asks before what cannot be undone; answers whether the person is sure. */
export function confirmFirst(asked: Omit<Question, "answer">): Promise<boolean> {
  const askedIn = era;
  const turn = lastTurn.then(() => (askedIn === era ? ask(asked) : false));
  lastTurn = turn;
  return turn;
}

function ask(asked: Omit<Question, "answer">): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  typed.value = "";
  question.value = { ...asked, answer: resolve };
  return promise;
}

/** Whoever was asked is gone: the answer to all that is asked, or waits to be, is no. */
export function dropQuestions(): void {
  era = {};
  question.peek()?.answer(false);
  question.value = undefined;
}

export function ConfirmDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const asked = question.value;
  useEffect(() => {
    if (asked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [asked]);

  function close(sure: boolean): void {
    dialog.current?.close();
    asked?.answer(sure);
    question.value = undefined;
  }

  const isReady = asked?.retype === undefined || plain(typed.value) === plain(asked.retype.text);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="question" onCancel={() => close(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) close(true);
        }}
      >
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
        {asked?.retype && <Retype label={asked.retype.label} />}
        <div class="actions">
          <button type="button" class="button" onClick={() => close(false)}>
            {t("ext.cancel")}
          </button>
          <button type="submit" class="button danger" disabled={!isReady}>
            {asked?.yes}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Retype({ label }: { label: string }) {
  return (
    <div class="told">
      <Field
        label={label}
        value={typed.value}
        onInput={(letters) => {
          typed.value = letters;
        }}
        input={{ autocomplete: "off", spellcheck: false }}
      />
    </div>
  );
}

/** Spaces that nobody sees are none of anybody's. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

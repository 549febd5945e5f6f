import type { Document } from "../document.ts";
import { INTRODUCTION } from "../introduction.ts";
import { MESSAGES_TAG } from "../messages.ts";
import { BASE } from "../paths.ts";
import { Call } from "./call.tsx";
import { Fields, fieldsOf } from "./fields.tsx";
import { Messages } from "./messages.tsx";
import { Prose } from "./prose.tsx";
import { docsPage } from "./shell.tsx";

const STEPS = [
  `curl "$FOYER${BASE}/auth/codes" -H "Content-Type: application/json" -d '{"email":"june@acme.example"}'`,
  `curl "$FOYER${BASE}/auth/sessions" -H "Content-Type: application/json" -d '{"email":"june@acme.example","code":"01234567"}'`,
  `curl "$FOYER${BASE}/me" -H "Authorization: Bearer $TOKEN"`,
];

/** The document as people read it: `/docs`. */
export function referencePage(document: Document): string {
  return docsPage(
    "API reference",
    <div class="docs">
      <Contents document={document} />
      <main id="main">
        <h1>API reference</h1>
        <p class="lead">
          Everything that Foyer does can be done by a program. All addresses are relative to <code>{BASE}</code>. For
          programs the same is told as <a href={`${BASE}/openapi.json`}>OpenAPI 3.1</a>.
        </p>
        <p>
          The examples take <code>$FOYER</code>, where the service is, and <code>$TOKEN</code>, an access token or,
          where a route says so, an API key. A click on one selects it whole. Ask for a code, exchange the one from the
          mail for an access token, and see who you are:
        </p>
        {STEPS.map((step) => (
          <pre key={step}>{step}</pre>
        ))}
        {Object.entries(INTRODUCTION).map(([heading, text]) => (
          <section key={heading} aria-labelledby={anchor(heading)}>
            <h2 id={anchor(heading)}>{heading}</h2>
            <Prose text={text} />
            {heading === "Errors" && (
              <p>
                <a href="/docs/errors">Every code, and what to do</a>
              </p>
            )}
          </section>
        ))}
        {document.tags.map(({ name, description }) => (
          <section key={name} aria-labelledby={anchor(name)}>
            <h2 id={anchor(name)}>{name}</h2>
            <Prose text={description} />
            {callsOf(document, name).map((call) => (
              <Call key={call.operation.operationId} {...call} />
            ))}
            {name === MESSAGES_TAG && <Messages webhooks={document.webhooks} />}
          </section>
        ))}
        <Objects document={document} />
      </main>
    </div>,
  );
}

function callsOf({ paths }: Document, tag: string) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

const anchor = (heading: string) => heading.toLowerCase().replaceAll(" ", "-");

function Contents({ document }: { document: Document }) {
  return (
    <nav class="contents" aria-label="Contents">
      <ul>
        {Object.keys(INTRODUCTION).map((heading) => (
          <li key={heading}>
            <a class="head" href={`#${anchor(heading)}`}>
              {heading}
            </a>
          </li>
        ))}
        <li>
          <a class="head" href="/docs/errors">
            Error codes
          </a>
        </li>
        <li>
          <a class="head" href="#objects">
            Objects
          </a>
        </li>
      </ul>
      {document.tags.map(({ name }) => (
        <details key={name}>
          <summary>{name}</summary>
          <ul class="calls">
            {callsOf(document, name).map(({ operation }) => (
              <li key={operation.operationId}>
                <a href={`#${operation.operationId}`}>{operation.summary}</a>
              </li>
            ))}
            {name === MESSAGES_TAG && (
              <li>
                <a href="#messages">Messages</a>
              </li>
            )}
          </ul>
        </details>
      ))}
    </nav>
  );
}

function Objects({ document }: { document: Document }) {
  return (
    <section aria-labelledby="objects">
      <h2 id="objects">Objects</h2>
      {Object.entries(document.components.schemas).map(([name, schema]) => (
        <section key={name} class="object" id={`object-${name}`} aria-labelledby={`object-${name}-name`}>
          <h3 id={`object-${name}-name`}>
            <a href={`#object-${name}`}>{name}</a>
          </h3>
          <Fields fields={fieldsOf(schema)} />
        </section>
      ))}
    </section>
  );
}

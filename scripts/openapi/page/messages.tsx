import type { Document } from "../document.ts";
import type { JsonSchema } from "../json-schema.ts";
import { Kind } from "./fields.tsx";
import { Line } from "./prose.tsx";

/** What is sent to an endpoint: each event, what its `data` is and when it is sent. */
export function Messages({ webhooks }: Pick<Document, "webhooks">) {
  const [first] = Object.values(webhooks);
  return (
    <section class="call" id="messages" aria-labelledby="messages-name">
      <h3 id="messages-name">
        <a href="#messages">Messages</a>
      </h3>
      <p>
        A POST with <code>type</code>, <code>timestamp</code>, <code>sequence</code> and <code>data</code>, which is, by
        event:
      </p>
      <dl class="fields">
        {Object.entries(webhooks).map(([event, { post }]) => (
          <div key={event}>
            <dt>
              <code>{event}</code>
              <span class="kind">
                <Kind schema={dataOf(post.requestBody.content["application/json"].schema)} />
              </span>
            </dt>
            <dd>
              <Line text={post.description} />
            </dd>
          </div>
        ))}
      </dl>
      <h4>Example</h4>
      <pre>{JSON.stringify(first?.post.requestBody.content["application/json"].example, undefined, 2)}</pre>
    </section>
  );
}

function dataOf({ properties }: JsonSchema): JsonSchema {
  return (properties as { data: JsonSchema }).data;
}

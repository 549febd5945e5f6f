import { Line } from "./prose.tsx";
import { docsPage } from "./shell.tsx";

const ROW = /^\| <a id="(\w+)"><\/a>`\w+` \| (\d+) \| (.*) \|$/gm;

/** `docs/errors.md` as a page: where the `type` of every problem leads, by the code as its anchor. */
export function errorsPage(markdown: string): string {
  const rows = [...markdown.matchAll(ROW)].map(([, code = "", status = "", meaning = ""]) => ({
    code,
    status,
    meaning,
  }));
  return docsPage(
    "Error codes",
    <main id="main" class="sheet">
      <h1>Error codes</h1>
      <p class="lead">
        Every error is an <code>application/problem+json</code> document (RFC 9457) with a stable <code>code</code>.{" "}
        <code>instance</code> is the request’s id: quote it when you ask for help. <code>errors</code> names what is
        wrong with the input by JSON Pointer. See the <a href="/docs">API reference</a>.
      </p>
      <table class="errors">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Status</th>
            <th scope="col">What it means and what to do</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, status, meaning }) => (
            <tr key={code} id={code}>
              <td>
                <a href={`#${code}`}>
                  <code>{code}</code>
                </a>
              </td>
              <td>{status}</td>
              <td>
                <Line text={meaning} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>,
  );
}

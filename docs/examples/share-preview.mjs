// Makes a public link to a video and prints HTML to paste into an e-mail. See README.md beside it.
//
//   FOYER_URL=https://foyer.example FOYER_KEY=foyer_key_… node share-preview.mjs nod_… ["Label of the link"]

const { FOYER_URL, FOYER_KEY } = process.env;
const [nodeId, label] = process.argv.slice(2);
if (!FOYER_URL || !FOYER_KEY || !nodeId) {
  console.error("Usage: FOYER_URL=… FOYER_KEY=… node share-preview.mjs <node id> [label]");
  process.exit(2);
}

/** Mail clients show no wider picture without cutting it. */
const WIDTH = 560;

const share = await call("POST", `/api/v1/nodes/${encodeURIComponent(nodeId)}/shares`, {
  visibility: "public",
  ...(label ? { label } : {}),
});
// What anyone may be shown of it: title and picture (oEmbed 1.0).
const shown = await call("GET", `/oembed?${new URLSearchParams({ url: share.url, format: "json" })}`);
console.log(preview(share.url, shown));

/**
 * A poster that leads to the page, with a play mark on it. Mail clients run no script and few of them place one thing
 * over another, so the poster is the background of a table's cell; where backgrounds are left out, a dark field with the
 * mark stands there, and the title below leads to the page as well.
 */
function preview(url, { title, thumbnail_url, thumbnail_width = 16, thumbnail_height = 9 }) {
  const height = Math.round((WIDTH * thumbnail_height) / thumbnail_width);
  const [href, name, picture] = [url, title, thumbnail_url ?? ""].map(escapeHtml);
  return `<table role="presentation" width="${WIDTH}" cellpadding="0" cellspacing="0" border="0">
  <tr>
    <td width="${WIDTH}" height="${height}" align="center" valign="middle" bgcolor="#1f1b16" background="${picture}"
      style="background: #1f1b16 url('${picture}') center / cover no-repeat; border-radius: 8px">
      <a href="${href}" title="${name}" style="display: block; line-height: ${height}px; text-decoration: none">
        <span style="display: inline-block; width: 64px; line-height: 64px; border-radius: 32px; background: #1f1b16;
          color: #ffffff; font-size: 28px; vertical-align: middle">&#9654;&#65038;</span>
      </a>
    </td>
  </tr>
  <tr>
    <td style="padding: 12px 0; font-family: sans-serif; font-size: 16px">
      <a href="${href}" style="color: #1f1b16">${name}</a>
    </td>
  </tr>
</table>`;
}

function escapeHtml(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

async function call(method, path, body) {
  const answer = await fetch(new URL(path, FOYER_URL), {
    method,
    headers: { Authorization: `Bearer ${FOYER_KEY}`, ...(body ? { "Content-Type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const said = await answer.json();
  if (answer.ok) return said;
  // Every error says what is wrong (RFC 9457), and `instance` names the request to whoever is asked for help.
  const details = (said.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`).join(" ");
  console.error(`${answer.status} ${said.code}: ${said.title} ${details} (${said.instance})`);
  process.exit(1);
}

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Site = { url: string; close(): Promise<unknown> };

/** A page on another site: by another name than the service has, browsers keep the two apart. */
export async function openSite(html: string): Promise<Site> {
  const site = createServer((_, answer) => answer.writeHead(200, { "Content-Type": "text/html" }).end(html));
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  return {
    url: `http://localhost:${(site.address() as AddressInfo).port}`,
    close: () => {
      site.closeAllConnections();
      return new Promise((resolve) => site.close(resolve));
    },
  };
}

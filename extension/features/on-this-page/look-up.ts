import { LOOKUP_MAX, type LookupResult, type Suggestion } from "../../../shared/api/colleagues.ts";
import { answer, api } from "../../api.ts";

/** As many as the service answers in one page. */
const SUGGESTED_MOST = 200;

/** The domains of which alone addresses are read. */
export async function readCompanyDomains(workspaceId: string): Promise<string[]> {
  const call = api.workspaces[":workspaceId"].domains.$get({ param: { workspaceId } });
  return (await answer(call)).companyDomains;
}

/** What each address is in the workspace, as many in one call as the service takes. */
export async function lookUp(workspaceId: string, emails: string[]): Promise<LookupResult[]> {
  const results: LookupResult[] = [];
  for (let from = 0; from < emails.length; from += LOOKUP_MAX) {
    const json = { emails: emails.slice(from, from + LOOKUP_MAX) };
    const call = api.workspaces[":workspaceId"].members.lookup.$post({ param: { workspaceId }, json });
    results.push(...(await answer(call)).results);
  }
  return results;
}

/** Who is on Foyer already and may be found: the newest of them, where there are very many. */
export async function readSuggested(workspaceId: string): Promise<Suggestion[]> {
  const query = { limit: String(SUGGESTED_MOST) };
  return (await answer(api.workspaces[":workspaceId"].suggestions.$get({ param: { workspaceId }, query }))).items;
}

import type { Behaviour } from '../../discovery/index.ts';
import { AppError } from '../../schema/errors.ts';
import type { Readiness } from '../../schema/readiness.ts';
import type { SubgraphName } from '../../schema/subgraph-request.ts';
import { checkParts } from './check-parts.ts';
import type { CatalogParts } from './subgraphs.ts';
import type { People } from './open-people.ts';

type CatalogAndIndex = CatalogParts;
type UsersOnly = Pick<People, 'users'>;

/** One process that is the whole shop: its users are shown, but not needed, since without them it serves the same to everybody. */
export async function shopHealth({ catalog, index, users, behaviour }: CatalogAndIndex & UsersOnly & { readonly behaviour: Behaviour }): Promise<Readiness> {
  const checks = await checkParts({ catalog: asksCatalog(catalog), searchIndex: asksIndex(index), userStore: asksUsers(users) });
  return { ready: checks.catalog === 'ok' && checks.searchIndex === 'ok', checks: { ...checks, behaviour: counting(behaviour) } };
}

/** Either store shows products: the index, where the catalog is away. */
export async function catalogHealth({ catalog, index }: CatalogAndIndex): Promise<Readiness> {
  const checks = await checkParts({ catalog: asksCatalog(catalog), searchIndex: asksIndex(index) });
  return { ready: Object.values(checks).includes('ok'), checks };
}

export async function usersHealth({ users }: UsersOnly): Promise<Readiness> {
  const checks = await checkParts({ userStore: asksUsers(users) });
  return { ready: checks.userStore === 'ok', checks };
}

export async function recommendationsHealth({ index, users, behaviour }: Pick<CatalogParts, 'index'> & UsersOnly & { readonly behaviour: Behaviour }): Promise<Readiness> {
  const checks = await checkParts({ searchIndex: asksIndex(index), userStore: asksUsers(users) });
  return { ready: checks.searchIndex === 'ok', checks: { ...checks, behaviour: counting(behaviour) } };
}

/** Without one of its subgraphs the rest of an answer stands; without any there is none. @param urls - Of the subgraphs' processes. */
export async function gatewayHealth(urls: Readonly<Record<SubgraphName, string>>): Promise<Readiness> {
  const checks = await checkParts({ catalog: asksReadiness(urls.catalog), users: asksReadiness(urls.users), recommendations: asksReadiness(urls.recommendations) });
  return { ready: Object.values(checks).includes('ok'), checks };
}

/** It works only while it can both read and write. */
export async function indexerHealth({ catalog, index }: CatalogAndIndex): Promise<Readiness> {
  const checks = await checkParts({ catalog: asksCatalog(catalog), searchIndex: asksIndex(index) });
  return { ready: checks.catalog === 'ok' && checks.searchIndex === 'ok', checks };
}

const asksCatalog = (catalog: CatalogParts['catalog']) => (signal: AbortSignal) => catalog.countProducts(signal);
const asksIndex = (index: CatalogParts['index']) => (signal: AbortSignal) => index.status(signal);
const asksUsers = (users: People['users']) => (signal: AbortSignal) => users.scanEvents(null, 1, signal);
const asksReadiness = (url: string) => async (signal: AbortSignal) => {
  const { ok } = await fetch(`${url}/health/ready`, { signal });
  if (!ok) throw new AppError('SUBGRAPH_UNAVAILABLE', 'It says that it is not ready.');
};

/** Lists answer with what is counted so far. */
function counting(behaviour: Behaviour): string {
  const { counted, upToDate } = behaviour.progress();
  return upToDate ? 'ok' : `counting, ${counted} events so far`;
}

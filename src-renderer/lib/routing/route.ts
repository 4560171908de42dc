// Addresses of the pages: `#/runs/<id>`. Pure; the router listens, this reads and writes.
const modelOrigins = ['template', 'experiment', 'run'] as const;
export type ModelOrigin = (typeof modelOrigins)[number];

export type Route =
  | { readonly page: 'models' }
  /** A saved model, a template, or the model of a run. */
  | { readonly page: 'model'; readonly from: ModelOrigin; readonly id: string }
  /** What such a model costs and sees, to be printed or saved. */
  | { readonly page: 'report'; readonly from: ModelOrigin; readonly id: string }
  | { readonly page: 'data'; readonly id: string | null }
  /** A file of a person's own, before it is a data set. */
  | { readonly page: 'import' }
  /** The table of runs, or their settings against a metric. */
  | { readonly page: 'runs'; readonly view?: 'settings' }
  | { readonly page: 'run'; readonly id: string }
  | { readonly page: 'compare'; readonly ids: readonly string[] }
  /** What runs predict, beside what is right. */
  | { readonly page: 'predictions'; readonly ids: readonly string[] }
  | { readonly page: 'reports' }
  /** A report about runs. */
  | { readonly page: 'run-report'; readonly id: string }
  /** The guided experiments. */
  | { readonly page: 'guides' }
  | { readonly page: 'guide'; readonly id: string }
  | { readonly page: 'settings' }
  | { readonly page: 'design' };

/** The entries of the rail. */
export const places = ['models', 'data', 'runs', 'compare', 'reports', 'guides', 'settings'] as const;
export type Place = (typeof places)[number];

/** The rail's entry of a route. */
export function placeOf(route: Route): Place {
  if (route.page === 'model' || route.page === 'report') return 'models';
  if (route.page === 'run') return 'runs';
  if (route.page === 'predictions') return route.ids.length > 1 ? 'compare' : 'runs';
  if (route.page === 'import') return 'data';
  if (route.page === 'run-report') return 'reports';
  if (route.page === 'guide') return 'guides';
  if (route.page === 'design') return 'settings';
  return route.page;
}

/** Pages of one address whose query, or data set to scroll to, is no page of its own. */
const onePage: ReadonlySet<Route['page']> = new Set(['compare', 'data', 'runs']);

/** Whether two addresses are of one page: compared runs, and how runs are looked at, are no page of their own. */
export function isSamePage(one: Route, other: Route): boolean {
  if (one.page !== other.page) return false;
  return onePage.has(one.page) || formatRoute(one) === formatRoute(other);
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return '';
  }
}

/** Reads an address's fragment; an invalid one leads to the models. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [place, first, second, third] = path.split('/').filter((part) => part !== '');
  const id = decoded(first);
  switch (place) {
    case 'models': {
      const from = modelOrigins.find((origin) => origin === id);
      return from === undefined || second === undefined
        ? { page: 'models' }
        : { page: third === 'report' ? 'report' : 'model', from, id: decoded(second) };
    }
    case 'data':
      return { page: 'data', id: id === '' ? null : id };
    case 'runs':
      if (id !== '') return { page: 'run', id };
      return new URLSearchParams(query).get('view') === 'settings'
        ? { page: 'runs', view: 'settings' }
        : { page: 'runs' };
    case 'compare': {
      const ids = (new URLSearchParams(query).get('runs') ?? '').split(',').filter((run) => run !== '');
      return { page: 'compare', ids: [...new Set(ids)] };
    }
    case 'predictions':
      return { page: 'predictions', ids: [...new Set(id.split(',').filter((run) => run !== ''))] };
    case 'import':
      return { page: 'import' };
    case 'reports':
      return id === '' ? { page: 'reports' } : { page: 'run-report', id };
    case 'guides':
      return id === '' ? { page: 'guides' } : { page: 'guide', id };
    case 'settings':
      return { page: 'settings' };
    case 'design':
      return { page: 'design' };
    default:
      return { page: 'models' };
  }
}

/** What a page keeps in its address beside what the route says. */
export function keptChoices(hash: string): URLSearchParams {
  const choices = new URLSearchParams(hash.split('?')[1] ?? '');
  for (const own of ['runs', 'view', 'token']) choices.delete(own);
  return choices;
}

/** The fragment of a route with such choices. */
export function withChoices(route: Route, choices: URLSearchParams): string {
  const path = formatRoute(route);
  return choices.size === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${choices.toString()}`;
}

/** The fragment that `parseRoute` reads as this route. */
export function formatRoute(route: Route): string {
  switch (route.page) {
    case 'model':
      return `#/models/${route.from}/${encodeURIComponent(route.id)}`;
    case 'report':
      return `#/models/${route.from}/${encodeURIComponent(route.id)}/report`;
    case 'data':
      return route.id === null ? '#/data' : `#/data/${encodeURIComponent(route.id)}`;
    case 'run':
      return `#/runs/${encodeURIComponent(route.id)}`;
    case 'run-report':
      return `#/reports/${encodeURIComponent(route.id)}`;
    case 'guide':
      return `#/guides/${encodeURIComponent(route.id)}`;
    case 'compare':
      return route.ids.length === 0 ? '#/compare' : `#/compare?runs=${route.ids.join(',')}`;
    case 'predictions':
      return `#/predictions/${route.ids.join(',')}`;
    case 'runs':
      return route.view === undefined ? '#/runs' : `#/runs?view=${route.view}`;
    case 'models':
    case 'import':
    case 'reports':
    case 'guides':
    case 'design':
    case 'settings':
      return `#/${route.page}`;
  }
}

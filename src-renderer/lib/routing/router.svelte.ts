// The current route: the address's fragment as reactive state.
import {
  formatRoute,
  isSamePage,
  keptChoices,
  parseRoute,
  withChoices,
  type Route,
} from '#renderer/lib/routing/route.ts';

export class Router {
  #route: Route = $state.raw({ page: 'models' });
  readonly #page: Window;
  /** The runs last compared, so that the rail leads back to them. */
  #compared: readonly string[] = $state.raw([]);

  readonly #onLeave: () => void;

  /** @param onLeave called when another page is shown */
  constructor(page: Window, onLeave: () => void = () => undefined) {
    this.#page = page;
    this.#onLeave = onLeave;
    this.#read();
  }

  get route(): Route {
    return this.#route;
  }

  get compared(): readonly string[] {
    return this.#compared;
  }

  go(route: Route): void {
    this.#page.location.hash = formatRoute(route);
    // The hashchange event comes later; the page does not wait for it.
    this.#read();
  }

  /** As `go`, without a step for the Back button. */
  replace(route: Route): void {
    this.#page.history.replaceState(null, '', formatRoute(route));
    this.#read();
  }

  /** What a page has kept in its address, as it opens; null for nothing. */
  kept(name: string): string | null {
    return keptChoices(this.#page.location.hash).get(name);
  }

  /**
   * Keeps what is chosen on a page in its address, so that it is there again after a reload; null and '' are not written. For an effect:
   * a link to the same page leads to an address without it.
   */
  keep(page: Route['page'], chosen: Readonly<Record<string, string | null>>): void {
    if (this.#route.page !== page) return;
    const { hash } = this.#page.location;
    const choices = keptChoices(hash);
    for (const [name, value] of Object.entries(chosen)) {
      if (value === null || value === '') choices.delete(name);
      else choices.set(name, value);
    }
    const next = withChoices(this.#route, choices);
    if (next !== hash) this.#page.history.replaceState(null, '', next);
  }

  /** Follows the address until the returned function is called. */
  listen(): () => void {
    const read = (): void => this.#read();
    this.#page.addEventListener('hashchange', read);
    return () => this.#page.removeEventListener('hashchange', read);
  }

  #read(): void {
    const before = this.#route;
    this.#route = parseRoute(this.#page.location.hash);
    if (!isSamePage(before, this.#route)) this.#onLeave();
    if (this.#route.page === 'compare') this.#compared = this.#route.ids;
  }
}

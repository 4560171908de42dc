// The current route: the address's fragment as reactive state.
import { formatRoute, isSamePage, parseRoute, type Route } from '#renderer/lib/routing/route.ts';

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

// Short messages at the edge of the screen: what was done, and what went wrong. Errors stay until they are dismissed.
import { toAppError } from '#shared/base/app-error.ts';

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly message: string;
  readonly hint: string | undefined;
}

const infoDurationMs = 5_000;
const mostAtOnce = 4;

export class Toasts {
  #list: readonly Toast[] = $state.raw([]);
  #nextId = 1;

  get list(): readonly Toast[] {
    return this.#list;
  }

  info(message: string): void {
    const id = this.#add({ kind: 'info', message, hint: undefined });
    setTimeout(() => this.dismiss(id), infoDurationMs);
  }

  /** Says what went wrong and what to do; the same message is not said twice at once. */
  error(thrown: unknown): void {
    const { message, hint } = toAppError(thrown);
    if (this.#list.some((toast) => toast.message === message)) return;
    this.#add({ kind: 'error', message, hint });
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#nextId++;
    this.#list = [...this.#list, { id, ...toast }].slice(-mostAtOnce);
    return id;
  }
}

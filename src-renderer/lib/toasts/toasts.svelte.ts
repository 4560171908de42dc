// Short messages at the edge of the screen: what was done, and what went wrong. Errors stay until they are dismissed.
import { textOf, type Sentence } from '#shared/base/message.ts';
import { hintOf, messageOf, toAppError } from '#shared/base/app-error.ts';

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly message: Sentence;
  readonly hint: Sentence | undefined;
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

  /** Shows what went wrong and what to do; the same message is not shown twice at once. */
  error(thrown: unknown): void {
    const error = toAppError(thrown);
    if (this.#list.some((toast) => textOf(toast.message) === error.message)) return;
    this.#add({ kind: 'error', message: messageOf(error), hint: hintOf(error) });
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

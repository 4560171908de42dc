// Short messages at the edge of the screen: what was done, and what went wrong. Errors stay until they are dismissed. Another
// page takes with it what the one before said, but for what can be taken back, the connection, and what the host says itself.
import { textOf, type Sentence } from '#shared/base/message.ts';
import { hintOf, messageOf, toAppError, type ErrorCode } from '#shared/base/app-error.ts';

/** What can be done about it while the message is shown. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
  /** It takes back what was done, so the key for undo takes it too. */
  readonly isUndo?: boolean;
}

export interface Toast {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly message: Sentence;
  readonly hint: Sentence | undefined;
  readonly action: ToastAction | undefined;
  /** It says that the host cannot be reached. */
  readonly isOfConnection: boolean;
  /** It stays when another page is shown. */
  readonly isOfAllPages: boolean;
}

const codesOfConnection: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['disconnected', 'unauthorized']);

const infoDurationMs = 5_000;
/** Long enough to read it, to find the action and to press it, also by keyboard. */
const actionDurationMs = 20_000;
const mostAtOnce = 4;

export class Toasts {
  #list: readonly Toast[] = $state.raw([]);
  #nextId = 1;
  /** Of the messages that go by themselves. */
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  get list(): readonly Toast[] {
    return this.#list;
  }

  info(message: string, action?: ToastAction): void {
    // Said again, it is said once.
    const same = this.#list.filter((toast) => toast.kind === 'info' && toast.action === undefined);
    for (const { id } of same.filter((toast) => toast.message === message)) this.dismiss(id);
    const isOfAllPages = action?.isUndo === true;
    const id = this.#add({ kind: 'info', message, hint: undefined, action, isOfConnection: false, isOfAllPages });
    this.release(id);
  }

  /** Takes back what the newest message with an undo is about; returns whether there was one. */
  undo(): boolean {
    const toast = this.#list.findLast(({ action }) => action?.isUndo === true);
    if (toast !== undefined) this.act(toast);
    return toast !== undefined;
  }

  act({ id, action }: Toast): void {
    this.dismiss(id);
    action?.run();
  }

  /** Keeps a message while a person is at it. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Lets it go after its time. */
  release(id: number): void {
    this.hold(id);
    const toast = this.#list.find((one) => one.id === id);
    if (toast?.kind !== 'info') return;
    const durationMs = toast.action === undefined ? infoDurationMs : actionDurationMs;
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), durationMs),
    );
  }

  /**
   * Shows what went wrong and what to do; the same message is not shown twice at once.
   * @param isOfHost nobody on the page has asked for it
   */
  error(thrown: unknown, isOfHost = false): void {
    const error = toAppError(thrown);
    if (this.#list.some((toast) => textOf(toast.message) === error.message)) return;
    const isOfConnection = codesOfConnection.has(error.code);
    const isOfAllPages = isOfConnection || isOfHost;
    const words = { message: messageOf(error), hint: hintOf(error) };
    this.#add({ kind: 'error', ...words, action: undefined, isOfConnection, isOfAllPages });
  }

  /** Removes what the page that is left has said. */
  leavePage(): void {
    for (const { id } of this.#list.filter(({ isOfAllPages }) => !isOfAllPages)) this.dismiss(id);
  }

  /** Removes what says that the host cannot be reached. */
  dismissOfConnection(): void {
    for (const { id } of this.#list.filter(({ isOfConnection }) => isOfConnection)) this.dismiss(id);
  }

  dismiss(id: number): void {
    this.hold(id);
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#nextId++;
    this.#list = [...this.#list, { id, ...toast }].slice(-mostAtOnce);
    return id;
  }
}

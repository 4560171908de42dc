// A dialog over the page that gives the focus back, however it is closed.
import { untrack } from 'svelte';

/**
 * An attachment that shows a dialog over the page. When the dialog leaves the page without having been closed, the browser
 * leaves the focus nowhere: what had it gets it back.
 */
export function showModal(dialog: HTMLDialogElement): () => void {
  const before = document.activeElement;
  // What hears that the focus moves may read state, which is not this attachment's.
  untrack(() => dialog.showModal());
  return () => {
    const isNowhere = document.activeElement === document.body || document.activeElement === null;
    if (isNowhere && before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
}

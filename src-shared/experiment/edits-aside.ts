// Two pages changed one draft at the same time: the edits of one are kept aside until a person chooses. Neither is lost:
// whichever is chosen, undo leads to the other.
import { msg } from '#shared/base/message.ts';
import type { EditsAside } from '#shared/experiment/draft.ts';
import { goToStep, recordEdit, type EditHistory, type Travelled } from '#shared/experiment/edit-history.ts';

/** The edits that one page made on its own. @param common how many steps of the history the other page has as well */
export function ownEdits(history: EditHistory, common: number): EditHistory {
  const from = Math.min(common, history.done);
  return { steps: history.steps.slice(from), done: history.done - from };
}

/**
 * Takes edits that were kept aside: a step that leads to where they began, and then each of them.
 * @param atMs when they are taken
 */
export function withEdits(now: Travelled, aside: Travelled, atMs: number): Travelled {
  const start = goToStep(aside.history, aside.document, 0).document;
  const begun = recordEdit(now.history, now.document, start, { name: msg`Go to where the other edits began`, atMs });
  const added = aside.history.steps.slice(0, aside.history.done);
  return { document: aside.document, history: { steps: [...begun.steps, ...added], done: begun.done + added.length } };
}

/** Keeps what is shown. The edits that were aside become steps before it, so that undo leads to them. */
export function withoutEdits(now: Travelled, aside: Travelled, atMs: number): Travelled {
  const { document, history } = withEdits(now, aside, atMs);
  const name = msg`Keep what was shown`;
  return { document: now.document, history: recordEdit(history, document, now.document, { name, atMs }) };
}

/** Puts edits aside. Others that are aside already, about which nobody has decided, become steps before them. */
export function putAside(edits: EditsAside, before: EditsAside | null): EditsAside {
  if (before === null) return edits;
  const { history } = withEdits(before, edits, edits.atMs);
  return { ...edits, unread: edits.unread ?? before.unread, history };
}

// What stays and what goes of the messages at the edge of the screen.
import { beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import { msg, textOf } from '#shared/base/message.ts';
import { Toasts } from '#renderer/lib/toasts/toasts.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const shown = (toasts: Toasts): string[] => toasts.list.map(({ message }) => textOf(message));
const failure = new AppError('invalid-data', msg`It is no number.`);

test('what a page said goes with it; what can be taken back, the connection and the host stay', () => {
  const toasts = new Toasts();
  toasts.info('Notes saved.');
  toasts.info('Model deleted.', { label: 'Undo', run: () => undefined, isUndo: true });
  toasts.error(failure);
  toasts.error(new AppError('disconnected', msg`No answer.`));
  toasts.leavePage();
  expect(shown(toasts)).toEqual(['Model deleted.', 'No answer.']);
  toasts.error(new AppError('disk-full', msg`The disk is full.`), true);
  toasts.leavePage();
  expect(shown(toasts)).toContain('The disk is full.');
});

test('an error stays on its page, and a message is there once however often it is said', () => {
  const toasts = new Toasts();
  toasts.info('Notes saved.');
  toasts.error(failure);
  toasts.info('Notes saved.');
  toasts.error(failure);
  expect(shown(toasts)).toEqual(['It is no number.', 'Notes saved.']);
  vi.runAllTimers();
  expect(shown(toasts)).toEqual(['It is no number.']);
});

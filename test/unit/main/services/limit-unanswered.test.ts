import { expect, test } from 'vitest';
import { limitUnanswered } from '#main/services/dispatch.ts';

const ignore = (): void => undefined;

test('what comes while too much is unanswered is refused with a number, and taken again afterwards', async () => {
  const finish: (() => void)[] = [];
  const answer = limitUnanswered(async (message) => {
    await new Promise<void>((resolve) => finish.push(resolve));
    return { id: (message as { id: number }).id, output: 'done' };
  }, 2);
  const ask = (id: number) => answer({ id, name: 'runs.list', input: {} }, ignore);
  const taken = [ask(1), ask(2)];
  expect(await ask(3)).toMatchObject({ id: 3, error: { code: 'busy' } });
  expect(await answer('no request', ignore)).toBeNull();
  for (const each of finish) each();
  expect(await Promise.all(taken)).toEqual([
    { id: 1, output: 'done' },
    { id: 2, output: 'done' },
  ]);
  const later = ask(4);
  finish.at(-1)?.();
  expect(await later).toEqual({ id: 4, output: 'done' });
});

test('an answer that fails makes room as well', async () => {
  const answer = limitUnanswered(() => Promise.reject(new Error('defect')), 1);
  for (let i = 0; i < 3; i++) await expect(answer({ id: i, name: 'x', input: {} }, ignore)).rejects.toThrow('defect');
});

import { expect, it } from 'vitest';
import { namedLine, scheduleText } from '#renderer/lib/experiments/experiment-facts.ts';
import { Format } from '#renderer/lib/format/format.ts';

const format = new Format('en');
const cosine = { class_name: 'CosineDecay', config: { initial_learning_rate: 0.1, decay_steps: 1000 } };

it('tells a schedule as an argument of its optimizer', () => {
  const adam = { name: 'Adam', config: { learning_rate: cosine } };
  expect(scheduleText(adam, format)).toBe('CosineDecay · initial_learning_rate 0.1 · decay_steps 1000');
  expect(namedLine(adam, format)).toBe(
    'Adam · learning_rate (CosineDecay · initial_learning_rate 0.1 · decay_steps 1000)',
  );
  expect(scheduleText({ name: 'Adam', config: { learning_rate: 0.1 } }, format)).toBeNull();
});

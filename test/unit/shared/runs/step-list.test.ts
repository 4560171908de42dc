import { describe, expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { StepList, stretchesOf, unitedStretches } from '#shared/runs/step-list.ts';

const listed = (list: StepList): (number | undefined)[] => Array.from({ length: list.count }, (_, i) => list.at(i));

describe('a list of steps', () => {
  test('is a few numbers where they follow each other', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => i + 1);
    expect(stretchesOf(steps)).toEqual({ from: [1], to: [1000] });
    const list = new StepList({ from: [1], to: [1000] });
    expect([list.count, list.at(0), list.at(999), list.at(1000), list.at(-1)]).toEqual([
      1000,
      1,
      1000,
      undefined,
      undefined,
    ]);
  });

  test('has the steps of both, each once, whatever their gaps', () => {
    const random = createRandom(7);
    for (let round = 0; round < 200; round++) {
      const some = (): number[] => Array.from({ length: 60 }, (_, i) => i).filter(() => random() < round / 200);
      const [one, other] = [some(), some()];
      const all = [...new Set([...one, ...other])].sort((a, b) => a - b);
      const list = new StepList(unitedStretches(stretchesOf(one), stretchesOf(other)));
      expect(listed(list)).toEqual(all);
      expect(listed(new StepList(stretchesOf(all)))).toEqual(all);
    }
  });
});

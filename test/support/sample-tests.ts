// The tests of sample runs: each look gives the same figures, and counts.
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { Tested } from '#shared/runs/test-score.ts';

export class SampleTests {
  readonly #looks = new Map<RunId, number>();

  readonly handlers: Pick<WorkbenchHandlers, 'runs.test' | 'runs.tested' | 'runs.model-file'> = {
    'runs.test': ({ id }) => {
      this.#looks.set(id, (this.#looks.get(id) ?? 0) + 1);
      return this.#tested(id);
    },
    'runs.tested': ({ id }) => this.#tested(id),
    'runs.model-file': ({ format }) => ({ name: `model (${format}).zip`, bytes: Uint8Array.of(80, 75, 5, 6) }),
  };

  #tested(id: RunId): Tested {
    const looks = this.#looks.get(id) ?? 0;
    const metrics = [
      { name: 'loss', value: 0.25, baseline: 0.2286 },
      { name: 'mae', value: 0.25, baseline: 0.2286 },
    ];
    const all = [...this.#looks.values()].reduce((sum, count) => sum + count, 0);
    return {
      score: looks === 0 ? null : { epoch: 4, samples: 1598, looks, metrics },
      all: { looks: all, runs: this.#looks.size },
    };
  }
}

// The predictions of sample runs: near what is right, each run with errors of its own.
import type { RunId } from '#shared/base/ids.ts';
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import type { Answer } from '#shared/predictions/ask.ts';
import type { PredictedPart, PredictionSet } from '#shared/predictions/prediction-set.ts';
import type { Run } from '#shared/runs/run.ts';
import { sampleRows } from './sample-datasets.ts';
import { weatherDataset } from './sample-experiments.ts';

/** Between 0 and 1, of each sample its own. */
function chanceOf(seed: number, sample: number): number {
  const value = Math.sin(seed * 12.9898 + sample * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

async function seriesSet(run: Run, part: PredictedPart): Promise<PredictionSet> {
  const samples = 1598;
  const first = part === 'test' ? 6930 : 5200;
  const rows = sampleRows(weatherDataset);
  const range = { from: first, to: first + samples };
  const read = async (parts: AsyncIterable<Float64Array>): Promise<number[]> => {
    const all: number[] = [];
    for await (const values of parts) all.push(...values);
    return all;
  };
  const [{ name, unit } = { name: 'temp', unit: '°F' }] =
    weatherDataset.kind === 'series' ? weatherDataset.columns : [];
  const measured = await read(rows.column(name, range));
  const seed = run.number;
  return {
    head: {
      part,
      epoch: run.best?.epoch ?? 1,
      datasetHash: run.datasetHash ?? '',
      targetsHash: run.targetsHash ?? '',
      samples,
      rows: samples,
      hasTimes: true,
      outputs: [{ kind: 'values', id: 'dense', columns: [{ name, unit }], horizon: 1, delay: 24, from: 0 }],
    },
    predicted: Float32Array.from(measured, (value, i) => 0.8 * value + 11 + 8 * (chanceOf(seed, i >> 3) - 0.5)),
    measured: Float32Array.from(measured),
    labels: new Uint32Array(),
    rows: Uint32Array.from({ length: samples }, (_, i) => first + i),
    times: Float64Array.from(rows.times === null ? [] : await read(rows.times(range))),
  };
}

function labelsSet(run: Run, part: PredictedPart): PredictionSet {
  const samples = 5000;
  const rows = Uint32Array.from({ length: samples }, (_, i) => 20_000 + i);
  const labels = Uint32Array.from(rows, (row) => row % 2);
  return {
    head: {
      part,
      epoch: run.best?.epoch ?? 1,
      datasetHash: run.datasetHash ?? '',
      targetsHash: run.targetsHash ?? '',
      samples,
      rows: 0,
      hasTimes: false,
      outputs: [{ kind: 'labels', id: 'dense', labels: ['negative', 'positive'], width: 1 }],
    },
    predicted: Float32Array.from(labels, (label, i) => {
      const logit = (label === 1 ? 1 : -1) * 2.2 + 5 * (chanceOf(run.number, i) + chanceOf(run.number + 9, i) - 1);
      return 1 / (1 + Math.exp(-logit));
    }),
    measured: new Float32Array(),
    labels,
    rows,
    times: new Float64Array(),
  };
}

export class SamplePredictions {
  readonly #kept = new Set<string>();
  readonly #runOf: (id: RunId) => Run;

  constructor(runOf: (id: RunId) => Run) {
    this.#runOf = runOf;
  }

  readonly handlers: Pick<WorkbenchHandlers, 'runs.predictions' | 'runs.predict' | 'runs.ask'> = {
    'runs.predictions': ({ id, part }) => (this.#kept.has(`${id} ${part}`) ? this.#made(id, part) : {}),
    'runs.ask': ({ texts }): Answer => {
      if (texts !== null)
        return {
          kind: 'labels',
          labels: ['negative', 'positive'],
          texts: texts.map((text) => {
            const words = text.toLowerCase().split(/\s+/).filter(Boolean);
            const known = words.map((word) => word.length < 9);
            const knownCount = known.filter(Boolean).length;
            const outputs = [{ id: 'dense', scores: [text.includes('good') ? 0.9 : 0.2] }];
            return { words, known, length: words.length, seen: words.length, knownCount, outputs };
          }),
        };
      const lastMs = Date.UTC(2013, 11, 31, 20);
      const columns = [{ name: 'temp', unit: '°F' }];
      const rows = [{ ahead: 25, ms: lastMs + 25 * 3_600_000, values: [41.25] }];
      return { kind: 'values', lastRow: 8729, lastMs, outputs: [{ id: 'dense', columns, rows }] };
    },
    'runs.predict': ({ id, part }) => {
      this.#kept.add(`${id} ${part}`);
      return this.#made(id, part);
    },
  };

  #made(id: RunId, part: PredictedPart): PredictionSet | Promise<PredictionSet> {
    const run = this.#runOf(id);
    return run.experiment?.data.preparation.kind === 'text' ? labelsSet(run, part) : seriesSet(run, part);
  }
}

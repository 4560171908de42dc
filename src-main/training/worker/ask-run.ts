// Asks a run's best weights about something new: typed texts, or what follows the end of the series.
import { AppError } from '#shared/base/app-error.ts';
import { msg } from '#shared/base/message.ts';
import type { TextDataset } from '#shared/data/dataset.ts';
import type { TextPreparation } from '#shared/data/preparation.ts';
import type { PreparedData, WindowSource } from '#shared/data/samples.ts';
import { sampleSpan, seriesPlan } from '#shared/data/series-plan.ts';
import { unitsOfOutput } from '#shared/data/target-unit.ts';
import { createSplitter, firstWordToken, outOfVocabularyToken, writeSequence } from '#shared/data/tokenize.ts';
import type { Answer, Question } from '#shared/predictions/ask.ts';
import { rowDistanceMs } from '#shared/predictions/prediction-set.ts';
import { modelEnds, outputTrainings } from '#shared/training/output-training.ts';
import type { TrainedJob } from '#main/ports/trainer.ts';
import { loadFloat64, loadVocabulary } from '#main/datasets/load-arrays.ts';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import { readStoredDataset, timesChecksum, type StoredDataset } from '#main/datasets/stored-dataset.ts';
import type { TrainStep } from '#main/training/step/train-step.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import { asScores, unscaled } from '#main/training/worker/output-numbers.ts';
import { withModel } from '#main/training/worker/trained-step.ts';

/** Words of a text that an answer tells. */
const mostWords = 500;

/** @throws AppError as `withModel`; `invalid-data` for texts where the model takes a series, or the other way round */
export function askRun(home: string, engines: EngineLoader, job: TrainedJob, question: Question): Promise<Answer> {
  return withModel(home, engines, job, async ({ step, data }) => {
    const { dataset, preparation } = job.compiled.experiment.data;
    const stored = readStoredDataset(home, dataset);
    const { texts } = question;
    if (stored?.dataset.kind === 'text' && preparation.kind === 'text') {
      if (texts === null) throw new AppError('invalid-data', msg`This model takes texts: type one.`);
      return await askTexts({
        step,
        job,
        texts,
        words: await loadVocabulary(home, stored),
        dataset: stored.dataset,
        preparation,
      });
    }
    if (texts !== null)
      throw new AppError(
        'invalid-data',
        msg`This model takes a series, not texts: it can say what follows its last row.`,
      );
    return await askNext({ home, step, job, data, stored });
  });
}

interface TextParts {
  readonly step: TrainStep;
  readonly job: TrainedJob;
  readonly texts: readonly string[];
  /** The vocabulary, the most frequent word first. */
  readonly words: readonly string[];
  readonly dataset: TextDataset;
  readonly preparation: TextPreparation;
}

async function askTexts({ step, job, texts, words, dataset, preparation }: TextParts): Promise<Answer> {
  if (words.length === 0)
    throw new AppError(
      'invalid-data',
      msg`The data set "${dataset.id}" was imported as numbers, so no text can be asked.`,
    );
  const { spec, training } = job.compiled;
  const numbers = new Map(words.map((word, rank) => [word, rank + firstWordToken]));
  const split = createSplitter(dataset.tokens ?? 'words');
  const { length, words: known } = preparation;
  const found = texts.map((text) => {
    const parts = split(text);
    return { parts, tokens: Uint32Array.from(parts, (word) => numbers.get(word) ?? known) };
  });
  // A word that is in no text of the data set is above every number that the model knows.
  const isKnown = (token: number): boolean => token < known && token !== outOfVocabularyToken;
  const values = new Int32Array(texts.length * length);
  for (const [i, { tokens }] of found.entries())
    writeSequence(tokens, 0, tokens.length, preparation, values, i * length);
  const size = texts.length;
  const outputs = await step.predict({ inputs: [{ values, shape: [size, length] }], size });
  const trainings = outputTrainings(training, spec.outputs);
  const scores = outputs.map((numbers, place) => {
    const loss = trainings[place]?.loss;
    const width = numbers.length / size;
    return { width, values: loss === undefined ? numbers : asScores(numbers, width, loss) };
  });
  return {
    kind: 'labels',
    labels: dataset.labels.map(({ name }) => name),
    texts: found.map(({ parts, tokens }, i) => ({
      words: parts.slice(0, mostWords),
      known: Array.from(tokens.subarray(0, mostWords), isKnown),
      length: parts.length,
      // The start token takes a place where the text's beginning is seen.
      seen: Math.min(
        parts.length,
        parts.length < length ? parts.length : preparation.truncating === 'post' ? length - 1 : length,
      ),
      knownCount: tokens.reduce((count, token) => count + (isKnown(token) ? 1 : 0), 0),
      outputs: spec.outputs.map((id, place) => {
        const { width = 1, values: own = new Float32Array() } = scores[place] ?? {};
        return { id, scores: [...own.subarray(i * width, (i + 1) * width)] };
      }),
    })),
  };
}

interface NextParts {
  readonly home: string;
  readonly step: TrainStep;
  readonly job: TrainedJob;
  readonly data: PreparedData;
  readonly stored: StoredDataset | null;
}

async function askNext({ home, step, job, data, stored }: NextParts): Promise<Answer> {
  const { spec, training, experiment } = job.compiled;
  const { preparation } = experiment.data;
  const { source } = data.train;
  if (source.kind !== 'windows' || preparation.kind !== 'series' || stored === null)
    throw new AppError('internal', msg`The data is no series.`);
  const ends = modelEnds(spec, training);
  const plan = seriesPlan(preparation, { inputs: ends.inputs, outputs: ends.outputs.map(({ id }) => id) });
  const { lookback } = sampleSpan(plan);
  const rows = rowsOf(source);
  const set = sampleSet(1, { ...source, firstRow: rows - lookback });
  const { inputs, size } = set.batch(Uint32Array.of(0), 0, 1);
  const outputs = await step.predict({ inputs, size });
  const kept = data.targetRows?.kept ?? null;
  const lastRow = kept === null ? rows - 1 : (kept[rows - 1] ?? rows - 1);
  const times = timesChecksum(stored) === undefined ? null : await loadFloat64(home, stored, 'time');
  const lastMs = times?.[lastRow] ?? null;
  const stepMs = times === null ? null : rowDistanceMs(times.slice(-1000));
  return {
    kind: 'values',
    lastRow,
    lastMs,
    outputs: source.targets.map((target, place) => {
      const id = spec.outputs[place] ?? '';
      const columns = unitsOfOutput(data.targetUnit, id).map(({ column, unit }) => ({ name: column, unit }));
      const numbers = unscaled(outputs[place] ?? new Float32Array(), place, data.targetRows);
      return {
        id,
        columns,
        rows: Array.from({ length: target.horizon }, (_, at) => {
          const ahead = target.offset - lookback + 1 + at;
          return {
            ahead,
            ms: lastMs === null || stepMs === null ? null : lastMs + ahead * stepMs,
            values: columns.map((_column, c) => numbers[at * columns.length + c] ?? NaN),
          };
        }),
      };
    }),
  };
}

function rowsOf({ windows }: WindowSource): number {
  const { values, width } = windows[0]?.table ?? { values: new Float32Array(), width: 1 };
  return values.length / width;
}

// Every fix that a problem offers can be made, gives a document that can be read, and takes the problem away.
import { describe, expect, it } from 'vitest';
import { textOf } from '#shared/base/message.ts';
import type { Fix } from '#shared/base/fix.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { problemSchema, type Problem } from '#shared/base/problem.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { applyFix, fixName } from '#shared/experiment/apply-fix.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { createRandom, type Random } from '#shared/base/random.ts';
import { changed, named, type Change } from './changed-experiment.ts';
import { reviews, template, templateIds, weather } from './experiments.ts';

function problemsOf(document: JsonObject, dataset: Dataset | null): readonly Problem[] {
  return checkDocument(document, () => dataset).problems;
}

function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

const keyOf = ({ code, nodeId, path, message }: Problem): string => [code, nodeId, path, message].join(' | ');

/** Makes the fix; returns the document after it. */
function fixed(document: JsonObject, fix: Fix): JsonObject {
  const result = applyFix(document, fix);
  if ('refused' in result) throw new Error(`${textOf(fixName(fix))} is refused: ${textOf(result.refused)}`);
  expect(experimentSchema.safeParse(result.document).error).toBeUndefined();
  return result.document;
}

interface Case {
  readonly code: string;
  readonly of: string;
  readonly change?: Change;
  /** Another model. */
  readonly model?: GraphDocument;
  /** The fixes by their names. */
  readonly fixes: readonly string[];
  readonly dataset?: Dataset;
}

const chain = (...layers: readonly (readonly [type: string, config: object])[]): GraphDocument => {
  const nodes = layers.map(([type, config], i) => ({ id: `${type.toLowerCase()}_${i}`, type, config: asJson(config) }));
  return { nodes, edges: nodes.slice(1).map(({ id }, i) => ({ from: nodes[i]?.id ?? '', to: id })) };
};

const words = ['Input', { shape: [500], dtype: 'int32' }] as const;
const embedding = ['Embedding', { input_dim: 10_000, output_dim: 8 }] as const;
const answer = ['Dense', { units: 1, activation: 'sigmoid' }] as const;
const pooling = ['GlobalMaxPooling1D', {}] as const;

const threeLabels: Dataset = {
  ...reviews,
  labels: [...reviews.labels, { name: 'neutral', rows: 3 }],
};

const cases: readonly Case[] = [
  {
    code: 'loss-wants-probability',
    of: 'imdb-conv1d',
    change: { layers: { dense: { activation: null } } },
    fixes: ['Set activation of dense to "sigmoid"', 'Set from_logits to true'],
  },
  {
    code: 'loss-wants-probability',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 1 }], ['ReLU', {}]),
    fixes: ['Add Activation after relu_4', 'Set from_logits to true'],
  },
  {
    code: 'probability-and-logits',
    of: 'imdb-conv1d',
    change: { training: { loss: named('binary_crossentropy', { from_logits: true }) } },
    fixes: ['Set from_logits to false', 'Set activation of dense to "linear"'],
  },
  {
    code: 'output-shape',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 5, activation: 'sigmoid' }]),
    fixes: ['Set units of dense_3 to 1'],
  },
  {
    code: 'output-shape',
    of: 'imdb-conv1d',
    model: chain(words, embedding, answer),
    fixes: ['Add GlobalMaxPooling1D before dense_2'],
  },
  {
    code: 'units-and-labels',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 2 }], ['Softmax', {}]),
    change: { training: { loss: named('sparse_categorical_crossentropy') } },
    dataset: threeLabels,
    fixes: ['Set units of dense_3 to 3'],
  },
  {
    code: 'softmax-of-one',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 1, activation: 'softmax' }]),
    fixes: ['Set activation of dense_3 to "sigmoid"', 'Set units of dense_3 to 2'],
  },
  {
    code: 'loss-wants-two-labels',
    of: 'imdb-conv1d',
    dataset: threeLabels,
    fixes: ['Set loss to "sparse_categorical_crossentropy"'],
  },
  {
    code: 'no-embedding',
    of: 'imdb-conv1d',
    model: chain(words, answer),
    fixes: ['Add Embedding after input_0'],
  },
  {
    code: 'embedding-too-small',
    of: 'imdb-conv1d',
    model: chain(words, ['Embedding', { input_dim: 500, output_dim: 8 }], pooling, answer),
    fixes: ['Set input_dim of embedding_1 to 10000'],
  },
  {
    code: 'input-shape',
    of: 'imdb-conv1d',
    model: chain(['Input', { shape: [400], dtype: 'int32' }], embedding, pooling, answer),
    fixes: ['Set shape of input_0 to [500]'],
  },
  {
    code: 'input-dtype',
    of: 'imdb-conv1d',
    model: chain(['Input', { shape: [500] }], embedding, pooling, answer),
    fixes: ['Set dtype of input_0 to "int32"'],
  },
  {
    code: 'invalid-argument',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dropout', { rate: 1 }], answer),
    fixes: ['Set rate of dropout_3 to 0.5'],
  },
  {
    code: 'missing-argument',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', {}]),
    fixes: ['Set units of dense_3 to 1'],
  },
  {
    code: 'unknown-argument',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['Dense', { units: 1, activation: 'sigmoid', unit: 3 }]),
    fixes: ['Reset unit of dense_3'],
  },
  {
    code: 'too-short',
    of: 'imdb-conv1d',
    model: chain(words, embedding, ['MaxPooling1D', { pool_size: 600 }], pooling, answer),
    fixes: ['Set pool_size of maxpooling1d_2 to 500'],
  },
  {
    code: 'too-short',
    of: 'imdb-conv1d',
    model: chain(words, embedding, ['Conv1D', { filters: 2, kernel_size: 300, dilation_rate: 2 }], pooling, answer),
    fixes: ['Set kernel_size of conv1d_2 to 250', 'Set padding of conv1d_2 to "same"'],
  },
  {
    code: 'wrong-rank',
    of: 'imdb-conv1d',
    model: chain(words, embedding, ['LSTM', { units: 4 }], ['GRU', { units: 4 }], answer),
    fixes: ['Set return_sequences of lstm_2 to true'],
  },
  {
    code: 'wrong-rank',
    of: 'imdb-conv1d',
    model: chain(
      words,
      embedding,
      ['Bidirectional', { layer: { class_name: 'LSTM', config: { units: 4 } } }],
      ['GRU', { units: 4 }],
      answer,
    ),
    fixes: ['Set return_sequences of bidirectional_2 to true'],
  },
  {
    code: 'wrong-rank',
    of: 'imdb-conv1d',
    model: chain(words, embedding, pooling, ['LSTM', { units: 4 }], answer),
    fixes: ['Mute globalmaxpooling1d_2'],
  },
  {
    code: 'unknown-layer',
    of: 'imdb-conv1d',
    model: chain(words, embedding, ['GlobalMaxPoling1D', {}], answer),
    fixes: ['Replace globalmaxpoling1d_2 by GlobalMaxPooling1D'],
  },
  { code: 'missing-input', of: 'imdb-conv1d', model: chain(embedding, pooling, answer), fixes: ['Add Input'] },
  { code: 'empty-model', of: 'weather-gru', model: { nodes: [], edges: [] }, fixes: ['Add Input'] },
  {
    code: 'cycle',
    of: 'imdb-conv1d',
    model: {
      ...template('imdb-conv1d').model,
      edges: [...template('imdb-conv1d').model.edges, { from: 'dense', to: 'conv1d_1' }],
    },
    fixes: ['Cut the edge from dense to conv1d_1'],
  },
  {
    code: 'not-connected',
    of: 'imdb-conv1d',
    model: { ...chain(words, embedding, pooling, answer), edges: chain(words, embedding, pooling).edges },
    fixes: ['Connect globalmaxpooling1d_2 to dense_3', 'Delete dense_3'],
  },
  {
    code: 'duplicate-edge',
    of: 'imdb-conv1d',
    model: {
      ...chain(words, embedding, pooling, answer),
      edges: [...chain(words, embedding, pooling, answer).edges, { from: 'embedding_1', to: 'globalmaxpooling1d_2' }],
    },
    fixes: ['Cut the edge from embedding_1 to globalmaxpooling1d_2'],
  },
  {
    code: 'batch-too-large',
    of: 'weather-gru',
    change: { training: { batch_size: 100_000 } },
    fixes: ['Set batch_size to 32'],
  },
  {
    code: 'learning-rate-too-large',
    of: 'weather-gru',
    change: { training: { optimizer: named('adam', { learning_rate: 3 }) } },
    fixes: ['Set learning_rate to 0.001'],
  },
  {
    code: 'invalid-argument',
    of: 'weather-gru',
    change: { training: { optimizer: named('adam', { learning_rate: -1 }) } },
    fixes: ['Remove training.optimizer.config.learning_rate'],
  },
  {
    code: 'unknown-loss',
    of: 'weather-gru',
    change: { training: { loss: named('maee') } },
    fixes: ['Set loss to "mae"'],
  },
  {
    code: 'bounded-output',
    of: 'weather-gru',
    change: { layers: { dense: { activation: 'sigmoid' } } },
    fixes: ['Set activation of dense to "linear"'],
  },
  {
    code: 'loss-wants-labels',
    of: 'weather-gru',
    change: { training: { loss: named('binary_crossentropy') } },
    fixes: ['Set loss to "mean_absolute_error"'],
  },
  {
    code: 'accuracy-of-numbers',
    of: 'weather-gru',
    change: { training: { metrics: [named('mae'), named('accuracy')] } },
    fixes: ['Remove training.metrics.1'],
  },
  {
    code: 'missing-values',
    of: 'weather-gru',
    change: { preparation: { missing: 'stop' } },
    fixes: ['Set missing to "fill"'],
  },
  {
    code: 'lookback-too-long',
    of: 'weather-gru',
    change: { preparation: { lookback: 9000 } },
    fixes: ['Set lookback to 8681'],
  },
];

describe('a fix', () => {
  it.each(cases.map((one) => [`${one.code}: ${one.fixes.join(', ')}`, one] as const))('%s', (_name, one) => {
    const experiment = changed(one.of, one.change ?? {});
    const document = asJson(one.model === undefined ? experiment : { ...experiment, model: one.model });
    const dataset = one.dataset ?? (template(one.of).data.preparation.kind === 'text' ? reviews : weather);
    const problem = problemsOf(document, dataset).find(({ code }) => code === one.code);
    if (problem === undefined) throw new Error(problemsOf(document, dataset).map(keyOf).join('\n'));
    const fixes = problem.fixes ?? [];
    expect(fixes.map((fix) => textOf(fixName(fix)))).toEqual(one.fixes);
    expect(problemSchema.parse(asJson(problem))).toEqual(asJson(problem));
    for (const fix of fixes) {
      const after = problemsOf(fixed(document, fix), dataset);
      expect(after.map(keyOf)).not.toContain(keyOf(problem));
      if (fix === fixes[0]) expect(after.filter(({ code }) => code === one.code)).toEqual([]);
    }
  });

  it('sets an argument of the layer whose weights another one applies', () => {
    const model = chain(words, embedding, pooling, ['Dense', { units: 1 }]);
    const nodes = [...model.nodes, { id: 'again', type: 'Dense', config: {}, layer: 'dense_3' }];
    const document = asJson({ ...template('imdb-conv1d'), model: { ...model, nodes } });
    const fix: Fix = { kind: 'argument', layer: 'again', arguments: ['activation'], value: 'sigmoid' };
    expect(fixed(document, fix)).toMatchObject({ model: { nodes: { 3: { config: { activation: 'sigmoid' } } } } });
  });

  it('takes a bare name for one with arguments', () => {
    const document = asJson({
      ...template('imdb-conv1d'),
      training: { loss: 'binary_crossentropy', optimizer: 'adam' },
    });
    const fix: Fix = { kind: 'setting', path: ['training', 'loss', 'config', 'from_logits'], value: true };
    expect(fixed(document, fix)).toMatchObject({
      training: { loss: { name: 'binary_crossentropy', config: { from_logits: true } }, optimizer: 'adam' },
    });
  });

  it('says why it cannot be made any more', () => {
    const fixes: Fix[] = [
      { kind: 'argument', layer: 'gone', arguments: ['units'], value: 1 },
      { kind: 'insert', layer: 'gone', side: 'before', type: 'Flatten', config: {} },
      { kind: 'cut', edges: [{ from: 'gone', to: 'dense' }] },
      { kind: 'replace', layer: 'gone', type: 'Flatten' },
      { kind: 'connect', from: 'gone', to: 'dense' },
    ];
    for (const fix of fixes) expect(applyFix(asJson(template('imdb-conv1d')), fix)).toHaveProperty('refused');
    const broken = applyFix({ model: 3 }, { kind: 'mute', layer: 'dense' });
    expect(broken).toHaveProperty('refused');
  });
});

/** A model of a template with a few random faults: arguments, edges and layers that are wrong. */
function damaged(random: Random, document: JsonObject): JsonObject {
  const experiment = experimentSchema.parse(document);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  let { nodes, edges } = experiment.model;
  for (let fault = 0; fault < 4; fault++) {
    const node = pick(nodes);
    const argument = pick(Object.keys(node?.config ?? {}));
    const other = pick(nodes);
    switch (Math.floor(random() * 6)) {
      case 0:
        nodes = nodes.map((each) =>
          each === node && argument !== undefined
            ? { ...each, config: { ...each.config, [argument]: pick([0, 1, 'same', true, null, 5000, 2]) ?? 0 } }
            : each,
        );
        break;
      case 1:
        edges = edges.filter((edge) => edge !== pick(edges));
        break;
      case 2:
        edges = [...edges, { from: node?.id ?? '', to: other?.id ?? '', ...(random() < 0.3 ? { input: 1 } : {}) }];
        break;
      case 3:
        nodes = nodes.filter((each) => each !== node);
        edges = edges.filter(({ from, to }) => from !== node?.id && to !== node?.id);
        break;
      case 4:
        nodes = nodes.map((each) =>
          each === node
            ? { ...each, type: pick(['GRU', 'Flatten', 'MaxPooling1D', 'Add', 'GlobalMaxPooling1D', 'Dens']) ?? 'GRU' }
            : each,
        );
        break;
      default:
        nodes = nodes.map((each) => (each === node ? { ...each, muted: true } : each));
    }
  }
  return asJson({ ...experiment, model: { ...experiment.model, nodes, edges } });
}

it('gives a readable document whatever is wrong, and never throws', () => {
  const random = createRandom(15);
  let made = 0;
  let refused = 0;
  for (let round = 0; round < 130; round++) {
    const id = templateIds[round % templateIds.length] ?? '';
    const document = damaged(random, asJson(template(id)));
    const dataset = template(id).data.preparation.kind === 'text' ? reviews : weather;
    for (const problem of problemsOf(document, dataset)) {
      for (const fix of problem.fixes ?? []) {
        const result = applyFix(document, fix);
        if ('refused' in result) {
          refused += 1;
          continue;
        }
        made += 1;
        expect(experimentSchema.safeParse(result.document).error).toBeUndefined();
        checkDocument(result.document, () => dataset);
      }
    }
  }
  expect(made).toBeGreaterThan(200);
  // An edge that ends behind a muted layer is none of the file.
  expect(refused).toBeLessThan(made / 20);
}, 60_000);

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
import { asJson, changed } from './changed-experiment.ts';
import { reviews, template, weather } from './experiments.ts';
import { cases, chain, embedding, pooling, words } from './fix-cases.ts';

function problemsOf(document: JsonObject, dataset: Dataset | null): readonly Problem[] {
  return checkDocument(document, () => dataset).problems;
}

const keyOf = ({ code, nodeId, path, message }: Problem): string => [code, nodeId, path, message].join(' | ');

/** Makes the fix; returns the document after it. */
function fixed(document: JsonObject, fix: Fix): JsonObject {
  const result = applyFix(document, fix);
  if ('refused' in result) throw new Error(`${textOf(fixName(fix))} is refused: ${textOf(result.refused)}`);
  expect(experimentSchema.safeParse(result.document).error).toBeUndefined();
  return result.document;
}

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

  it.each<[string, Fix]>([
    [
      'Set training.metrics to mae, f1_score, auc',
      {
        kind: 'setting',
        path: ['training', 'metrics'],
        value: ['mae', { name: 'f1_score', config: { threshold: 0.5 } }, { class_name: 'auc', config: {} }],
      },
    ],
    [
      'Set training.optimizer to "SGD"',
      { kind: 'setting', path: ['training', 'optimizer'], value: { name: 'SGD', config: { momentum: 0.9 } } },
    ],
    ['Set training.metrics to []', { kind: 'setting', path: ['training', 'metrics'], value: [] }],
    ['Set model.shape to [3,7]', { kind: 'setting', path: ['model', 'shape'], value: [3, 7] }],
  ])('says no JSON of what has a name: %s', (name, fix) => {
    expect(textOf(fixName(fix))).toBe(name);
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

import { expect, it } from 'vitest';
import { jsonObjectSchema } from '#shared/base/json.ts';
import { checkModel } from '#shared/model/check-model.ts';
import { applyFix, fixName } from '#shared/experiment/apply-fix.ts';
import { chain, conv, dense, input, problemsOf } from './model-documents.ts';

const muted = <Node extends object>(node: Node): Node & { muted: boolean } => ({ ...node, muted: true });

it('says that what follows an Input is muted', () => {
  expect(problemsOf(chain(input(12, 3), muted(conv('c', 3)), muted(dense)))).toEqual([
    ['not-connected', 'in', 'All that follows Input "in" is muted; unmute a layer, or join it to another one.'],
  ]);
});

it('says that the Input is muted, and what it went into', () => {
  expect(problemsOf(chain(muted(input(12, 3)), conv('c', 3)))).toEqual([
    ['missing-input', undefined, 'Input "in" is muted, and the model has no other Input; unmute it.'],
    ['not-connected', 'c', 'All that goes into Conv1D "c" is muted; unmute a layer, or join it to another one.'],
  ]);
});

it('says that all is muted', () => {
  expect(problemsOf(chain(muted(input(12, 3)), muted(conv('c', 3))))).toEqual([
    ['empty-model', undefined, 'All layers of the model are muted; unmute some.'],
  ]);
});

it('leaves other problems as they are', () => {
  const document = chain(input(12, 3), conv('c', 3), muted(dense));
  const nodes = [...document.nodes, conv('loose', 3)];
  expect(problemsOf({ ...document, nodes })).toEqual([
    ['not-connected', 'loose', 'Nothing goes into Conv1D "loose"; join it to a layer.'],
  ]);
});

it('unmutes by one click', () => {
  const document = chain(muted(input(12, 3)), conv('c', 3), dense);
  const fix = checkModel(document).problems.flatMap(({ fixes = [] }) => fixes)[0];
  if (fix === undefined) throw new Error('There is no fix.');
  expect(fixName(fix).text).toBe('Unmute {0}');
  const fixed = applyFix(jsonObjectSchema.parse({ model: document }), fix);
  expect(fixed).toMatchObject({ document: { model: { nodes: [{ id: 'in' }, { id: 'c' }, { id: dense.id }] } } });
  expect(JSON.stringify(fixed)).not.toContain('muted');
});

// Fixes of models that are wrong by chance.
import { expect, it } from 'vitest';
import type { JsonObject } from '#shared/base/json.ts';
import { createRandom, type Random } from '#shared/base/random.ts';
import { applyFix } from '#shared/experiment/apply-fix.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';
import { asJson } from './changed-experiment.ts';
import { reviews, template, templateIds, weather } from './experiments.ts';

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
    for (const problem of checkDocument(document, () => dataset).problems) {
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

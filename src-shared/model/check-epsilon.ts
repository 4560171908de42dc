// Warns of normalizations that may divide 0 by 0.
import { z } from 'zod';
import { msg } from '#shared/base/message.ts';
import { warningProblem, type Problem } from '#shared/base/problem.ts';
import { nameOf } from '#shared/model/check-edges.ts';
import { findLayer } from '#shared/model/layer-catalogue.ts';
import { innerLayerSchema } from '#shared/model/layer-rules/inner-layer.ts';
import type { LayerSpec } from '#shared/model/model-spec.ts';

const withoutEpsilon = z.looseObject({ epsilon: z.literal(0) });

/** A warning where nothing is added to what a layer, or one inside it, divides by. */
export function checkEpsilon(spec: LayerSpec): Problem[] {
  const within = ({ type, config }: Pick<LayerSpec, 'type' | 'config'>, path: string): Problem[] => {
    const inner = (findLayer(type)?.innerLayers ?? []).flatMap((name) => {
      const held = innerLayerSchema.safeParse(config[name]).data;
      return held === undefined ? [] : within({ type: held.class_name, config: held.config }, `${path}${name}.config.`);
    });
    if (!withoutEpsilon.safeParse(config).success) return inner;
    const message = msg`${nameOf(spec)} has ${path}epsilon 0: where all values that it measures are equal, it divides by 0 and training ends; 0.001 is usual.`;
    return [warningProblem('epsilon-of-zero', message, { nodeId: spec.id, path: `config.${path}epsilon` }), ...inner];
  };
  return within(spec, '');
}

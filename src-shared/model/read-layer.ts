// Reads a layer's arguments, and those of the layers inside it.
import { msg, sentences } from '#shared/base/message.ts';
import { Memory } from '#shared/base/memory.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { readArguments, type ArgumentProblem } from '#shared/reading/arguments.ts';
import { didYouMean } from '#shared/reading/names.ts';
import { findLayer, layerCatalogue } from '#shared/model/layer-catalogue.ts';
import { innerLayerSchema } from '#shared/model/layer-rules/inner-layer.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

interface ReadConfig {
  /** All arguments with defaults filled in; null when one is missing or wrong. */
  readonly value: JsonObject | null;
  readonly problems: readonly ArgumentProblem[];
}

const readConfigs = new Memory<ReadConfig>(4000);

/**
 * Reads a layer's config. A problem of an inner layer has its path: `layer.config.units`. What equal arguments gave is
 * remembered, and is the same object: an editor reads all layers again at every key.
 */
export function readLayer(definition: LayerDefinition, given: JsonObject): ReadConfig {
  return readConfigs.get(`${definition.type} ${JSON.stringify(given)}`, () => readAnew(definition, given));
}

function readAnew(definition: LayerDefinition, given: JsonObject): ReadConfig {
  const { configSchema: schema, fixedArguments, innerLayers = [], conflicts } = definition;
  const own = readArguments({ schema, fixedArguments }, given);
  const problems = [...own.problems];
  let value = own.value;
  for (const name of innerLayers) {
    const held = own.value?.[name];
    if (held === undefined || held === null) continue;
    const inner = readInner(name, held);
    problems.push(...inner.problems);
    value = value === null || inner.value === null ? null : { ...value, [name]: inner.value };
  }
  if (value === null) return { value, problems };
  for (const conflict of conflicts?.(value, findLayer) ?? []) {
    problems.push({ code: 'conflicting-arguments', ...conflict });
  }
  return { value, problems };
}

function readInner(name: string, held: unknown): ReadConfig {
  const { class_name: type, config } = innerLayerSchema.parse(held);
  const definition = findLayer(type);
  if (definition === undefined) {
    const message = sentences(
      msg`has ${name} "${type}", which Strata does not know.`,
      didYouMean(type, layerCatalogue.keys()),
    );
    return { value: null, problems: [{ code: 'unknown-layer', path: `${name}.class_name`, message }] };
  }
  const { value, problems } = readLayer(definition, config);
  if (value !== null && (definition.fittedAxes?.(value) ?? null) !== null) {
    const message = msg`has ${name} "${type}" without mean and variance, which cannot be fitted inside another layer; give it both.`;
    return { value: null, problems: [...problems, { code: 'not-fitted', path: `${name}.config.mean`, message }] };
  }
  return {
    value: value === null ? null : { class_name: definition.type, config: value },
    problems: problems.map((problem) => ({ ...problem, path: `${name}.config.${problem.path}` })),
  };
}

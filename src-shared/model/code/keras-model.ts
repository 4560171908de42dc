// A model as Keras 3 Python: Sequential where it is a chain, else functional.
import { findLayer } from '#shared/model/layer-catalogue.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { callArguments, constructorOf, writtenOut } from '#shared/model/code/layer-call.ts';
import { pythonNames, pythonValue } from '#shared/model/code/python.ts';
import type { LayerSpec, ModelSpec, OutputRef } from '#shared/model/model-spec.ts';

/** The Python of a model. */
export interface KerasModel {
  /** Lines that make `model`. */
  readonly lines: readonly string[];
  /** Classes of layers that Keras does not have. */
  readonly classes: readonly string[];
  /** Keras's name of each layer. */
  readonly names: ReadonlyMap<string, string>;
}

interface KnownLayer {
  readonly layer: LayerSpec;
  readonly definition: LayerDefinition;
}

/** The Python of a checked model. */
export function kerasModel(spec: ModelSpec): KerasModel {
  const known = spec.layers.flatMap((layer): KnownLayer[] => {
    const definition = findLayer(layer.type);
    return definition === undefined ? [] : [{ layer, definition }];
  });
  const names = pythonNames(spec.layers.map(({ id }) => id));
  const classes = [...new Set(known.flatMap(({ layer, definition }) => writtenOut(definition, layer.config)))];
  const lines = isChain(known) ? sequential(known, names) : functional(spec, known, names);
  return { lines, classes, names };
}

function isChain(known: readonly KnownLayer[]): boolean {
  return known.every(({ layer, definition }, i) => {
    const [first, ...others] = layer.inputs;
    const isNext = i === 0 ? first === undefined : first?.id === known[i - 1]?.layer.id && first?.output === 0;
    const isPlain = layer.weightsOf === layer.id && layer.outputShapes.length === 1;
    const isCalledPlain = Object.keys(callArguments(definition, layer.config)).length === 0;
    return isNext && others.length === 0 && isPlain && isCalledPlain && takesOne(definition);
  });
}

/** Whether the layer is called with its input itself, not with a list of inputs. */
function takesOne({ inputs }: LayerDefinition): boolean {
  return inputs === undefined || inputs.most <= 1 || inputs.given === 'initial_state';
}

function sequential(known: readonly KnownLayer[], names: ReadonlyMap<string, string>): string[] {
  const made = known.map(({ layer, definition }) => constructorOf(definition, layer.config, names.get(layer.id)));
  return ['model = keras.Sequential(', '    [', ...made.map((call) => `        ${indented(call, 8)},`), '    ]', ')'];
}

function indented(text: string, by: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(by)}`);
}

function functional(spec: ModelSpec, known: readonly KnownLayer[], names: ReadonlyMap<string, string>): string[] {
  const nameOf = (id: string): string => names.get(id) ?? id;
  const outputOf = ({ id, output }: OutputRef): string =>
    output === 0 ? nameOf(id) : `${nameOf(id)}_output_${output}`;
  const shared = new Set(known.flatMap(({ layer }) => (layer.weightsOf === layer.id ? [] : [layer.weightsOf])));
  const owners = new Map(known.map((each) => [each.layer.id, each]));
  const made = new Set<string>();
  const lines: string[] = [];
  for (const { layer, definition } of known) {
    const owner = layer.weightsOf;
    const holder = `${nameOf(owner)}_layer`;
    if ((shared.has(owner) || owner !== layer.id) && !made.has(owner)) {
      made.add(owner);
      lines.push(`${holder} = ${constructorOf(definition, (owners.get(owner)?.layer ?? layer).config, nameOf(owner))}`);
    }
    const call = made.has(owner) ? holder : constructorOf(definition, layer.config, nameOf(layer.id));
    const results = layer.outputShapes.map((_, output) => outputOf({ id: layer.id, output }));
    const given = definition.family === 'input' ? '' : `(${inputsOf({ layer, definition }, outputOf)})`;
    lines.push(`${results.join(', ')} = ${call}${given}`);
  }
  const ends = (ids: readonly string[]): string => {
    const [only, ...others] = ids.map(nameOf);
    return others.length === 0 && only !== undefined ? only : `[${ids.map(nameOf).join(', ')}]`;
  };
  return [...lines, `model = keras.Model(inputs=${ends(spec.inputs)}, outputs=${ends(spec.outputs)})`];
}

/** What stands in the parentheses of the layer's call. */
function inputsOf({ layer, definition }: KnownLayer, outputOf: (output: OutputRef) => string): string {
  const inputs = layer.inputs.map(outputOf);
  const [first = '', ...states] = inputs;
  const more = Object.entries(callArguments(definition, layer.config)).map(
    ([name, value]) => `${name}=${pythonValue(value)}`,
  );
  if (takesOne(definition)) {
    if (states.length > 0) more.unshift(`initial_state=[${states.join(', ')}]`);
    return [first, ...more].join(', ');
  }
  if (definition.inputs?.given === 'arguments') return [...inputs, ...more].join(', ');
  return [`[${inputs.join(', ')}]`, ...more].join(', ');
}

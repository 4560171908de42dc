// A layer typed in one line: `conv1d 32 7 relu`, `lstm 64 return_sequences=true`, `dropout .5`.
import { msg, sentences, type Message } from '#shared/base/message.ts';
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { layerCatalogue } from '#shared/model/layer-catalogue.ts';
import type { NewLayer } from '#shared/model/edits/edit.ts';
import { readTypedValue } from '#shared/model/edits/typed-value.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';
import { readLayer } from '#shared/model/read-layer.ts';
import { argumentNames } from '#shared/reading/arguments.ts';
import { didYouMean } from '#shared/reading/names.ts';

/** A typed layer, or why the line cannot be read. */
export type QuickAdd = { readonly layer: NewLayer } | { readonly refused: Message };

/**
 * Reads a line: a layer's name, whatever its capitals and underscores; then values in the order of Keras's arguments, each
 * going to the next argument that takes it; or `name=value`.
 */
export function readQuickAdd(line: string): QuickAdd {
  const [name = '', ...words] = line
    .trim()
    .split(/[\s,()]+/)
    .filter((word) => word !== '');
  const definition = findByPlainName(name);
  if (definition === undefined) {
    const hint = didYouMean(name, layerCatalogue.keys());
    return { refused: sentences(msg`No layer is called "${name}".`, hint) };
  }
  const config: JsonObject = {};
  const names = argumentNames(definition.configSchema);
  const free = [...names];
  for (const word of words) {
    const equals = word.indexOf('=');
    const typed = word.slice(equals + 1);
    const value = readTypedValue(typed);
    const needed =
      typeof value === 'string' ? undefined : free.find((each) => definition.starter?.[each] !== undefined);
    const argument =
      equals > 0 ? word.slice(0, equals) : (needed ?? free.find((each) => takes(definition, each, value)));
    if (argument === undefined) return { refused: msg`${definition.type} has no argument left that takes ${word}.` };
    if (!names.includes(argument)) {
      const sentence = msg`${definition.type} has no argument "${argument}".`;
      return { refused: sentences(sentence, didYouMean(argument, names)) };
    }
    if (!takes(definition, argument, value))
      return { refused: msg`${definition.type} does not take ${typed} for ${argument}.` };
    config[argument] = value;
    free.splice(0, free.indexOf(argument) + 1, ...free.slice(0, free.indexOf(argument)).filter(isWordy(definition)));
  }
  return { layer: { type: definition.type, config } };
}

/** Layers whose names begin with what is typed, then those that contain it. */
export function layersLike(text: string): readonly LayerDefinition[] {
  const [wanted = ''] = text.trim().split(/[\s(]/);
  const plainWanted = plain(wanted);
  const namesOf = ({ type, aliases = [] }: LayerDefinition): string[] => [type, ...aliases].map(plain);
  const all = [...layerCatalogue.values()];
  const first = all.filter((each) => namesOf(each).some((name) => name.startsWith(plainWanted)));
  return [
    ...first,
    ...all.filter((each) => !first.includes(each) && namesOf(each).some((name) => name.includes(plainWanted))),
  ];
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[_\s]/g, '');

/** By the whole name, an alias, or the beginning that only one layer has. */
function findByPlainName(name: string): LayerDefinition | undefined {
  const wanted = plain(name);
  if (wanted === '') return undefined;
  const like = layersLike(name);
  const exact = like.find(({ type, aliases = [] }) => [type, ...aliases].some((each) => plain(each) === wanted));
  if (exact !== undefined) return exact;
  const first = like.filter(({ type }) => plain(type).startsWith(wanted));
  return first.length === 1 ? first[0] : undefined;
}

function takes(definition: LayerDefinition, argument: string, value: JsonValue): boolean {
  const { problems } = readLayer(definition, { ...definition.starter, [argument]: value });
  return !problems.some(({ path }) => path.split('.')[0] === argument);
}

/** Arguments that are words (`padding`, `activation`) can still follow a number that comes after them in Keras's order. */
function isWordy(definition: LayerDefinition): (argument: string) => boolean {
  return (argument) => !takes(definition, argument, 3);
}

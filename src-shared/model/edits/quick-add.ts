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

/** A word ends at a space, a comma or a parenthesis; a list in brackets is of one piece. */
const wordPattern = /(?:\[[^\]]*\]?|[^\s,()[])+/g;

/** A typed layer, or why the line cannot be read. */
export type QuickAdd = { readonly layer: NewLayer } | { readonly refused: Message };

/**
 * Reads a line: a layer's name, whatever its capitals and underscores; then values in the order of Keras's arguments, each
 * going to the next argument that takes it; or `name=value`. A list stands in brackets: `input [120, 7]`.
 */
export function readQuickAdd(line: string): QuickAdd {
  const [name = '', ...words] = line.match(wordPattern) ?? [];
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

/** The layer that is called what is typed, then those whose names begin with it, then those that contain it. */
export function layersLike(text: string): readonly LayerDefinition[] {
  const wanted = typedName(text);
  const all = [...layerCatalogue.values()];
  const called = all.filter((each) => isCalled(each, text));
  const first = all.filter((each) => !called.includes(each) && namesOf(each).some((name) => name.startsWith(wanted)));
  const others = all.filter(
    (each) => !called.includes(each) && !first.includes(each) && namesOf(each).some((name) => name.includes(wanted)),
  );
  return [...called, ...first, ...others];
}

/** Whether what is typed begins with a layer's whole name or an alias. */
export function isCalled(definition: LayerDefinition, text: string): boolean {
  return namesOf(definition).includes(typedName(text));
}

const namesOf = ({ type, aliases = [] }: LayerDefinition): string[] => [type, ...aliases].map(plain);

const typedName = (text: string): string => plain(text.trim().split(/[\s(]/)[0] ?? '');

const plain = (name: string): string => name.toLowerCase().replaceAll(/[_\s]/g, '');

/** By the whole name, an alias, or the beginning that only one layer has. */
function findByPlainName(name: string): LayerDefinition | undefined {
  const wanted = plain(name);
  if (wanted === '') return undefined;
  const like = layersLike(name);
  const called = like.find((each) => isCalled(each, name));
  if (called !== undefined) return called;
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

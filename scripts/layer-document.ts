// docs/layers.md: every layer with its arguments, from the definitions.
import { z } from 'zod';
import { textOf } from '#shared/base/message.ts';
import { layerFamilies, type LayerDefinition, type LayerFamily } from '#shared/model/layer-rules/layer-definition.ts';

const titles: Readonly<Record<LayerFamily, string>> = {
  input: 'Inputs',
  embedding: 'Embeddings',
  convolution: 'Convolutions',
  pooling: 'Poolings',
  recurrent: 'Recurrent layers',
  attention: 'Attention',
  dense: 'Dense layers',
  reshape: 'Reshaping',
  merging: 'Layers with several inputs',
  normalization: 'Normalizations',
  regularization: 'Dropout and noise',
  activation: 'Activations',
};

/** The layers in the order of the palette: by family, then by name. */
export function layerDocument(definitions: readonly LayerDefinition[]): string {
  const families = layerFamilies.map((family) => {
    const layers = definitions.filter((definition) => definition.family === family);
    return layers.length === 0 ? '' : `## ${titles[family]}\n\n${layers.map(entryOf).join('\n')}`;
  });
  return `# Layers

Keras's layers for sequences, with Keras's names and arguments. In each list the arguments that must be given come first; then the
others with their defaults, and further values after a semicolon. An argument that Keras has and that is not listed may stand in a
file with Keras's default only. Written by \`npm run layers\` from the definitions in \`src-shared/model/layers\`.

${families.filter((family) => family !== '').join('\n')}`;
}

function entryOf(definition: LayerDefinition): string {
  const { type, aliases = [], help, inputs, configSchema } = definition;
  const also = aliases.length === 0 ? '' : ` (also ${aliases.map(code).join(', ')})`;
  const parts = [textOf(help), inputsOf(inputs), argumentsOf(configSchema), masksOf(definition)];
  return `- ${code(type)}${also}: ${parts.filter((part) => part !== '').join(' ')}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function inputsOf(inputs: LayerDefinition['inputs']): string {
  if (inputs === undefined || inputs.most <= 1) return '';
  if (inputs.names !== undefined) {
    const optional = inputs.names.slice(inputs.least);
    const needed = inputs.names.slice(0, inputs.least).join(', ');
    return `Inputs: ${needed}${optional.length === 0 ? '' : `; if wanted ${optional.join(', ')}`}.`;
  }
  return inputs.most === Infinity ? `${inputs.least} inputs or more.` : `${inputs.most} inputs.`;
}

function argumentsOf(schema: z.ZodType): string {
  if (!(schema instanceof z.ZodObject)) return '';
  const fields = Object.entries(schema.shape).filter(
    (field): field is [string, z.ZodType] => field[1] instanceof z.ZodType,
  );
  const needed = fields.filter(([, field]) => !field.safeParse(undefined).success).map(([name]) => code(name));
  const optional = fields.flatMap(([name, field]) => {
    const { success, data } = field.safeParse(undefined);
    return success ? [`${code(name)} (${[shown(data), ...choices(field, data)].join('; ')})`] : [];
  });
  const lists = [needed.join(', '), optional.join(', ')].filter((list) => list !== '');
  return lists.length === 0 ? '' : `Arguments: ${lists.join('; ')}.`;
}

/** A default as a file would have it. */
function shown(value: unknown): string {
  if (value === null || value === 'linear') return 'none';
  if (typeof value === 'object' && 'name' in value) return code(String(value.name));
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

/** The other values of an argument that is one of a few words. */
function choices(field: z.ZodType, chosen: unknown): string[] {
  const { enum: words } = z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' });
  const others = (words ?? []).filter((word) => word !== chosen && typeof word === 'string');
  return others.length === 0 ? [] : [others.map((word) => code(String(word))).join(', ')];
}

function masksOf({ masks, inputs }: LayerDefinition): string {
  if (masks !== undefined || inputs?.most === 0) return '';
  return 'Drops a mask.';
}

// The lists of all layers as text: definitions and builders, each layer's in a file of the same name.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { layerDocument } from './layer-document.ts';
import type { KerasCase } from '#shared/model/layer-rules/keras-case.ts';
import type { LayerDefinition } from '#shared/model/layer-rules/layer-definition.ts';

const rootPath = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const lists = [
  {
    folder: 'src-shared/model/layers',
    file: 'src-shared/model/layer-definitions.ts',
    alias: '#shared/model/layers',
    head: '// Every layer that Strata knows. Written by `npm run layers`.',
    exported: 'definition',
    list: (entries: string) => `/** The definitions by Keras's class name. */
export const layerDefinitions = {${entries}};
/** Keras's class name of a layer that Strata knows. */
export type LayerType = keyof typeof layerDefinitions;`,
  },
  {
    folder: 'src-main/training/nn/layers',
    file: 'src-main/training/nn/layer-builders.ts',
    alias: '#main/training/nn/layers',
    head: `// How every layer is computed. Written by \`npm run layers\`.
import type { LayerType } from '#shared/model/layer-definitions.ts';
import type { LayerBuilder, LayerFusion } from '#main/training/nn/layer-builder.ts';`,
    exported: 'build',
    list: (entries: string) => `/** The builders by Keras's class name: one for every definition, and no other. */
export const layerBuilders = {${entries}} satisfies Record<LayerType, LayerBuilder>;`,
    fusions: (entries: string) => `

/** What makes one layer of two, by the first one's class name. */
export const layerFusions: Readonly<Partial<Record<string, LayerFusion>>> = {${entries}};`,
  },
] as const;

/** Files by layer, in the order of their names. */
function layerFiles(folder: string): string[] {
  return readdirSync(rootPath(folder))
    .map((name) => basename(name, '.ts'))
    .toSorted();
}

interface DefinitionFile {
  readonly definition: LayerDefinition;
  /** What Keras is asked about it. */
  readonly kerasCases?: readonly KerasCase[];
  /** Korean for its own sentences. */
  readonly korean?: Readonly<Record<string, string>>;
}

async function readDefinition(name: string): Promise<DefinitionFile> {
  const path = `../src-shared/model/layers/${name}.ts`;
  return (await import(path)) as DefinitionFile;
}

/** Keras's class name of the layer in a file: the definition says it. */
async function typeOf(name: string): Promise<string> {
  return (await readDefinition(name)).definition.type;
}

/** Whether a builder can make one layer of two. Read as text: the file itself loads TensorFlow. */
function hasFusion(folder: string, name: string): boolean {
  return readFileSync(rootPath(`${folder}/${name}.ts`), 'utf8').includes('\nexport const fuse:');
}

interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

async function formatted(file: string, text: string): Promise<GeneratedFile> {
  const path = rootPath(file);
  return { path, text: await format(text, { ...(await resolveConfig(path)), filepath: path }) };
}

/** The sentences of all definitions in one table: translations are looked up without loading the catalogue of layers. */
async function koreanTable(): Promise<GeneratedFile> {
  const definitions = await Promise.all(layerFiles('src-shared/model/layers').map(readDefinition));
  const entries = definitions.flatMap(({ korean = {} }) => Object.entries(korean));
  const lines = entries.map(([english, korean]) => `${JSON.stringify(english)}: ${JSON.stringify(korean)},`);
  const text = `// Korean for the layers' own sentences. Written by \`npm run layers\`.

/** The layers' own sentences. */
export const layerTexts: Readonly<Record<string, string>> = {${lines.join('\n')}};`;
  return formatted('src-shared/locales/ko/layers.ts', text);
}

/** The cases of all definitions, with how Keras's layer is called, for the script that asks Keras. */
async function kerasCases(): Promise<GeneratedFile> {
  const files = await Promise.all(layerFiles('src-shared/model/layers').map(readDefinition));
  const lines = files.flatMap(({ definition: { type, inputs, callArguments = [] }, kerasCases: cases = [] }) =>
    cases.map((one) => JSON.stringify({ type, given: inputs?.given ?? 'list', callArguments, ...one })),
  );
  return { path: rootPath('test/keras/layer-cases.json'), text: `[\n${lines.join(',\n')}\n]\n` };
}

/** The document for people. */
async function document(): Promise<GeneratedFile> {
  const files = await Promise.all(layerFiles('src-shared/model/layers').map(readDefinition));
  return formatted('docs/layers.md', layerDocument(files.map(({ definition }) => definition)));
}

/** The generated files. @throws Error when a builder has no definition of the same file name */
export async function layerLists(): Promise<readonly GeneratedFile[]> {
  const files = await Promise.all(
    lists.map(async ({ folder, file, alias, head, exported, list, ...more }) => {
      const layers = await Promise.all(
        layerFiles(folder).map(async (name) => ({ name, type: await typeOf(name), canFuse: hasFusion(folder, name) })),
      );
      const imports = layers.map(({ name, type, canFuse }) => {
        const fuse = canFuse ? `, fuse as fuse${type}` : '';
        return `import { ${exported} as ${type}${fuse} } from '${alias}/${name}.ts';`;
      });
      const entries = layers.map(({ type }) => type).join(', ');
      const fusing = layers.filter(({ canFuse }) => canFuse).map(({ type }) => `${type}: fuse${type}`);
      const rest = 'fusions' in more ? more.fusions(fusing.join(', ')) : '';
      const text = `${head}\n${imports.join('\n')}\n\n${list(entries)}${rest}\n`;
      return formatted(file, text);
    }),
  );
  return [...files, await koreanTable(), await kerasCases(), await document()];
}

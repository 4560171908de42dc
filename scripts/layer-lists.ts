// The lists of all layers as text: definitions and builders, each layer's in a file of the same name.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

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
import type { LayerBuilder } from '#main/training/nn/layer-builder.ts';`,
    exported: 'build',
    list: (entries: string) => `/** The builders by Keras's class name: one for every definition, and no other. */
export const layerBuilders = {${entries}} satisfies Record<LayerType, LayerBuilder>;`,
  },
] as const;

/** Files by layer, in the order of their names. */
function layerFiles(folder: string): string[] {
  return readdirSync(rootPath(folder))
    .map((name) => basename(name, '.ts'))
    .toSorted();
}

/** Keras's class name of the layer in a file: the definition says it. */
async function typeOf(name: string): Promise<string> {
  const path = `../src-shared/model/layers/${name}.ts`;
  const { definition } = (await import(path)) as { readonly definition: { readonly type: string } };
  return definition.type;
}

/** The two generated files. @throws Error when a builder has no definition of the same file name */
export async function layerLists(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  return Promise.all(
    lists.map(async ({ folder, file, alias, head, exported, list }) => {
      const layers = await Promise.all(layerFiles(folder).map(async (name) => ({ name, type: await typeOf(name) })));
      const imports = layers.map(({ name, type }) => `import { ${exported} as ${type} } from '${alias}/${name}.ts';`);
      const entries = layers.map(({ type }) => type).join(', ');
      const text = `${head}\n${imports.join('\n')}\n\n${list(entries)}\n`;
      const path = rootPath(file);
      return { path, text: await format(text, { ...(await resolveConfig(path)), filepath: path }) };
    }),
  );
}

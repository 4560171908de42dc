// Blocks: groups of layers that a person keeps in the palette for all models.
import { z } from 'zod';
import type { JsonValue } from '#shared/base/json.ts';
import { arrangeLayers } from '#shared/model/edits/layers.ts';
import { partOf } from '#shared/model/edits/clipboard.ts';
import { inputsOf } from '#shared/model/edits/edit.ts';
import { graphDocumentSchema, type GraphDocument, type LayerGroup } from '#shared/model/graph-document.ts';

/** Reads a block from a message or the settings. */
export const blockSchema = z.object({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** The layers with the edges between them, and their group. */
  model: graphDocumentSchema.refine(({ nodes }) => nodes.length > 0),
});
/** A block of the palette. */
export type Block = z.infer<typeof blockSchema>;

/** The blocks that can be read, and the names of those that cannot; of two with one id the first. */
export function readBlocks(saved: readonly JsonValue[]): {
  readonly blocks: readonly Block[];
  readonly damaged: readonly string[];
} {
  const blocks = new Map<string, Block>();
  const damaged: string[] = [];
  for (const [index, value] of saved.entries()) {
    const read = blockSchema.safeParse(value).data;
    if (read === undefined) damaged.push(nameIn(value) ?? `#${index + 1}`);
    else if (!blocks.has(read.id)) blocks.set(read.id, read);
  }
  return { blocks: [...blocks.values()], damaged };
}

function nameIn(value: JsonValue): string | null {
  const name = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['name'] : null;
  return typeof name === 'string' && name !== '' ? name : null;
}

/** A block that is not in the palette yet; its id is one that it had there. */
type NewBlock = Pick<Block, 'name' | 'model'> & { readonly id?: string | undefined };

/** A group as a block, which `withFreeName` gives an id. */
export function blockOf(document: GraphDocument, group: LayerGroup): Omit<NewBlock, 'id'> {
  const { document: model } = arrangeLayers(partOf(document, group.layers));
  const groups = model.groups?.filter(({ id }) => id === group.id);
  return { name: group.name.slice(0, 200), model: { ...model, ...(groups === undefined ? {} : { groups }) } };
}

/** A block under a free id and name. @param others the blocks that there are */
export function withFreeName(block: NewBlock, others: readonly Block[]): Block {
  const free = (isTaken: (text: string) => boolean, textOf: (number: number) => string): string => {
    let number = 1;
    while (isTaken(textOf(number))) number++;
    return textOf(number);
  };
  const hasId = (text: string): boolean => others.some(({ id }) => id === text);
  const id = block.id !== undefined && !hasId(block.id) ? block.id : free(hasId, (number) => `block_${number}`);
  const name = free(
    (text) => others.some((each) => each.name === text),
    (number) => (number === 1 ? block.name : `${block.name.slice(0, 190)} ${number}`),
  );
  const groups = block.model.groups?.map((each) => (each.name === block.name ? { ...each, name } : each));
  return { id, name, model: { ...block.model, ...(groups === undefined ? {} : { groups }) } };
}

/** The one input that a block needs and the one output that it gives; null where there are none, or several. */
export function endsOfBlock({ nodes, edges }: GraphDocument): {
  readonly input: { readonly id: string; readonly input: number } | null;
  readonly output: string | null;
} {
  const inputs = nodes.flatMap(({ id, type }) =>
    Array.from({ length: inputsOf(type).least }, (_, input) => ({ id, input })).filter(
      ({ input }) => !edges.some((edge) => edge.to === id && (edge.input ?? 0) === input),
    ),
  );
  const outputs = nodes.filter(({ id }) => !edges.some(({ from }) => from === id)).map(({ id }) => id);
  const [input = null, secondInput] = inputs;
  const [output = null, secondOutput] = outputs;
  return { input: secondInput === undefined ? input : null, output: secondOutput === undefined ? output : null };
}

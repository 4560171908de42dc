// How fast the model builder is at 300 layers: prints how long a check with its analysis takes while a person types.
//   node_modules/.bin/node test/bench/builder.ts [LAYERS]
import { performance } from 'node:perf_hooks';
import { readFileSync } from 'node:fs';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import { setArgument } from '#shared/model/edits/arguments.ts';
import { graphDocumentSchema, type GraphDocument } from '#shared/model/graph-document.ts';

const count = Number(process.argv[2] ?? 300);
const folder = new URL('../../resources/templates/', import.meta.url);
const template = JSON.parse(readFileSync(new URL('weather-gru.strata.json', folder), 'utf8')) as JsonObject;

/** Residual blocks of dilated convolutions, as in a deep TCN. */
function deepModel(layers: number): GraphDocument {
  const nodes: JsonObject[] = [{ id: 'input', type: 'Input', config: { shape: [120, 7] } }];
  const edges: JsonObject[] = [];
  const add = (id: string, type: string, config: JsonObject, ...from: string[]): string => {
    nodes.push({ id, type, config });
    for (const [input, source] of from.entries())
      edges.push({ from: source, to: id, ...(input === 0 ? {} : { input }) });
    return id;
  };
  let last = add('first', 'Conv1D', { filters: 16, kernel_size: 1 }, 'input');
  for (let block = 0; nodes.length + 7 <= layers; block++) {
    const rate = 2 ** (block % 5);
    const causal = { filters: 16, kernel_size: 3, padding: 'causal', dilation_rate: rate };
    const a = add(`a${block}`, 'Conv1D', causal, last);
    const norm = add(`norm${block}`, 'LayerNormalization', {}, a);
    const relu = add(`relu${block}`, 'Activation', { activation: 'relu' }, norm);
    const drop = add(`drop${block}`, 'SpatialDropout1D', { rate: 0.1 }, relu);
    last = add(`add${block}`, 'Add', {}, drop, last);
  }
  while (nodes.length < layers - 2) last = add(`more${nodes.length}`, 'Dropout', { rate: 0.1 }, last);
  last = add('pool', 'GlobalAveragePooling1D', {}, last);
  add('dense', 'Dense', { units: 1 }, last);
  return graphDocumentSchema.parse({ nodes, edges });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Types into one field: a check of the whole experiment, with its analysis, at every key. */
function measureTyping(): void {
  let model = deepModel(count);
  const layer = model.nodes.find(({ type }) => type === 'Conv1D')?.id ?? '';
  const [wall, processor]: [number[], number[]] = [[], []];
  for (let key = 0; key < 100; key++) {
    const edit = setArgument(model, [layer], 'kernel_size', 1 + (key % 7));
    if ('refused' in edit) throw new Error('The edit is refused.');
    model = edit.document;
    const document = { ...template, model: jsonObjectSchema.parse(model) };
    const used = process.cpuUsage();
    const start = performance.now();
    const { problems } = checkDocument(document, () => null);
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  }
  const [ms, processorMs] = [wall, processor].map((times) => median(times.slice(20)).toFixed(1));
  const first = (wall[0] ?? 0).toFixed(0);
  console.log(
    `check and analysis of ${model.nodes.length} layers: median ${ms} ms, ${processorMs} ms of processor; the first ${first} ms`,
  );
}

measureTyping();

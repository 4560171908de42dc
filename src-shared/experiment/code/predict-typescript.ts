// The TypeScript program beside an exported model: reads preparation.json, takes a text or the last rows of a file, prints the
// prediction.
import { periodSeconds, type DerivedColumn } from '#shared/data/derived-columns.ts';
import { inComment, readsTimes, type ModelFormat, type PredictFacts } from '#shared/experiment/code/predict-facts.ts';

/** The formats that TensorFlow.js opens: a SavedModel in Node.js alone. */
export type TypeScriptFormat = Exclude<ModelFormat, 'keras'>;

/** predict.ts */
export function predictTypeScript(facts: PredictFacts, format: TypeScriptFormat): string {
  const isText = facts.kind === 'text';
  return [
    ...head(facts, format),
    '',
    'const read = (name: string) => readFileSync(new URL(name, import.meta.url));',
    "const prep = JSON.parse(read('preparation.json').toString());",
    ...(isText ? textLines(facts) : seriesLines(facts)),
    '',
    ...modelLines(format),
    '',
    ...(isText ? labelLines(facts) : unitLines),
    '',
  ].join('\n');
}

function head({ title, kind, tokens }: PredictFacts, format: TypeScriptFormat): string[] {
  const isText = kind === 'text';
  const argument = isText ? (tokens === 'numbers' ? '"14 22 16"' : '"a text"') : 'rows.csv';
  const isNode = format === 'saved-model';
  const package_ = isNode ? '@tensorflow/tfjs-node' : '@tensorflow/tfjs';
  return [
    `// Predicts with "${inComment(title)}": node predict.ts ${argument}`,
    ...(isText
      ? []
      : [
          '// The file is a CSV with the columns that preparation.json names, without quotes, oldest row first; its last rows are used.',
        ]),
    `// Needs Node.js 22.18 or later, and: npm install ${package_}`,
    ...(isNode
      ? []
      : ["// In a browser, load it from its address instead: await tf.loadLayersModel('model/model.json')"]),
    "import { readFileSync } from 'node:fs';",
    ...(isNode ? ["import { fileURLToPath } from 'node:url';"] : []),
    `import * as tf from '${package_}';`,
  ];
}

function textLines({ tokens }: PredictFacts): string[] {
  const text = "const text = (process.argv[2] ?? '').normalize('NFC').toLowerCase();";
  const segments = (granularity: string): string =>
    `const parts = [...new Intl.Segmenter('und', { granularity: '${granularity}' }).segment(text)];`;
  const split: Readonly<Record<PredictFacts['tokens'], readonly string[]>> = {
    words: [text, "const words = text.split(new RegExp(prep.separators, 'u')).filter((word) => word !== '');"],
    segments: [
      text,
      segments('word'),
      'const words = parts.filter((part) => part.isWordLike).map((part) => part.segment);',
    ],
    characters: [
      text,
      segments('grapheme'),
      "const words = parts.map((part) => part.segment).filter((one) => one.trim() !== '');",
    ],
    numbers: ["const numbers = (process.argv[2] ?? '').trim().split(/\\s+/).map(Number);"],
  };
  return [
    ...split[tokens],
    'const { padding, start, unknown, first_word } = prep.ids;',
    ...(tokens === 'numbers'
      ? ['const all: number[] = [start, ...numbers.map((n) => (n < prep.size ? n : unknown))];']
      : [
          'const numbers = new Map<string, number>(prep.words.map((word: string, i: number) => [word, first_word + i]));',
          'const all: number[] = [start, ...words.map((word) => numbers.get(word) ?? unknown)];',
        ]),
    "const ids = prep.truncating === 'pre' ? all.slice(-prep.length) : all.slice(0, prep.length);",
    'const fill = new Array<number>(prep.length - ids.length).fill(padding);',
    "const padded = prep.padding === 'pre' ? [...fill, ...ids] : [...ids, ...fill];",
    "const given: tf.Tensor[] = prep.inputs.map(() => tf.tensor2d([padded], [1, prep.length], 'int32'));",
  ];
}

/** The value of a derived column in a row. */
function valueOf(derived: DerivedColumn): string {
  switch (derived.kind) {
    case 'lag':
    case 'difference':
    case 'rolling_mean': {
      const values = `columns[${JSON.stringify(derived.column)}]`;
      const earlier = `${values}[Math.max(0, row - ${derived.rows})]`;
      if (derived.kind === 'lag') return earlier;
      if (derived.kind === 'difference') return `${values}[row] - ${earlier}`;
      return `mean(${values}.slice(Math.max(0, row - ${derived.rows - 1}), row + 1))`;
    }
    case 'sine':
    case 'cosine': {
      const period = periodSeconds[derived.period] * 1000;
      return `Math.${derived.kind === 'sine' ? 'sin' : 'cos'}((2 * Math.PI * (times[row] % ${period})) / ${period})`;
    }
  }
}

function seriesLines(facts: PredictFacts): string[] {
  const { derived, missing } = facts;
  const hasTimes = readsTimes(facts);
  const hasMeans = derived.some(({ kind }) => kind === 'rolling_mean');
  return [
    "const [head, ...rows] = readFileSync(process.argv[2] ?? '', 'utf8').trim().split(/\\r?\\n/).map((line) => line.split(','));",
    "const place = (name: string) => head.findIndex((each) => each.replace(/^\\uFEFF/, '').trim() === name);",
    "const number = (cell = '') => (cell.trim() === '' ? NaN : Number(cell));",
    'const columns: Record<string, number[]> = {};',
    'for (const name of prep.columns) columns[name] = rows.map((row) => number(row[place(name)]));',
    ...(hasTimes
      ? [
          '// Times are written as in ISO 8601; those without a zone are taken as UTC.',
          "const iso = (cell: string) => cell.trim().replace(' ', 'T').replace(/^(.*T[\\d:.]+)$/, '$1Z');",
          'let times = rows.map((row) => Date.parse(iso(row[place(prep.time)])));',
        ]
      : []),
    ...(missing === 'fill'
      ? [
          '// An empty cell has the value before it.',
          'for (const values of Object.values(columns))',
          '  values.forEach((value, i) => (values[i] = Number.isNaN(value) && i > 0 ? values[i - 1] : value));',
        ]
      : missing === 'drop'
        ? [
            '// Rows with an empty cell are left out.',
            'const whole = rows.map((_, row) => Object.values(columns).every((values) => !Number.isNaN(values[row])));',
            'for (const name of prep.columns) columns[name] = columns[name].filter((_, row) => whole[row]);',
            ...(hasTimes ? ['times = times.filter((_, row) => whole[row]);'] : []),
          ]
        : []),
    'const count = columns[prep.columns[0]].length;',
    'if (count < prep.rows) throw new Error(`The file has ${count} rows; a prediction needs ${prep.rows}.`);',
    'if (Object.values(columns).some((values) => values.slice(-prep.rows).some(Number.isNaN)))',
    "  throw new Error('A cell of the last rows is not a number.');",
    ...(hasMeans
      ? ['const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;']
      : []),
    ...derived.map(
      (one) => `columns[${JSON.stringify(one.name)}] = Array.from({ length: count }, (_, row) => ${valueOf(one)});`,
    ),
    'const given: tf.Tensor[] = prep.inputs.map((one: any) => {',
    '  const kept: number[] = [];',
    '  for (let row = count - one.lookback; row < count; row += one.step) kept.push(row);',
    '  const scaled = (name: string, row: number) => (columns[name][row] - prep.scales[name].mean) / prep.scales[name].std;',
    '  return tf.tensor3d([kept.map((row) => one.columns.map((name: string) => scaled(name, row)))]);',
    '});',
  ];
}

function modelLines(format: TypeScriptFormat): string[] {
  if (format === 'tfjs')
    return [
      "const { modelTopology, weightsManifest } = JSON.parse(read('model/model.json').toString());",
      "const weightData = new Uint8Array(read('model/weights.bin')).buffer;",
      'const artifacts = { modelTopology, weightSpecs: weightsManifest[0].weights, weightData };',
      'const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts));',
      'const outputs = [model.predict(given)].flat().map((tensor) => [...tensor.dataSync()]);',
    ];
  return [
    "const model = await tf.node.loadSavedModel(fileURLToPath(new URL('model', import.meta.url)));",
    'const named = Object.fromEntries(prep.inputs.map((one: any, i: number) => [one.name, given[i]]));',
    'const answer = model.predict(named) as Record<string, tf.Tensor>;',
    'const outputs = prep.outputs.map((one: any) => [...answer[one.name].dataSync()]);',
  ];
}

function labelLines({ hasLogits }: PredictFacts): string[] {
  return [
    'prep.outputs.forEach((output: any, i: number) => {',
    `  ${hasLogits ? 'let' : 'const'} values: number[] = outputs[i];`,
    ...(hasLogits
      ? [
          "  if (output.gives === 'logits') {",
          '    const e = values.map((value) => Math.exp(value - Math.max(...values)));',
          '    const sum = e.reduce((all, one) => all + one, 0);',
          '    values = values.length === 1 ? [1 / (1 + Math.exp(-values[0]))] : e.map((one) => one / sum);',
          '  }',
        ]
      : []),
    "  if (output.gives === 'number') return console.log(`${output.name}: ${values}`);",
    '  const shares = values.length === 1 ? [1 - values[0], values[0]] : values;',
    '  const ranked = output.labels.map((label: string, k: number) => ({ label, share: shares[k] }));',
    '  ranked.sort((a: any, b: any) => b.share - a.share);',
    '  for (const { label, share } of ranked) console.log(`${output.name}: ${label} ${share.toFixed(6)}`);',
    '});',
  ];
}

const unitLines = [
  'prep.outputs.forEach((output: any, i: number) => {',
  '  for (let ahead = 0; ahead < output.horizon; ahead++)',
  '    output.columns.forEach((name: string, k: number) => {',
  '      const { mean, std } = prep.scales[name];',
  '      const value = outputs[i][ahead * output.columns.length + k] * std + mean;',
  '      const rowsAhead = output.delay + 1 + ahead;',
  '      console.log(`${name}, ${rowsAhead} rows after the last: ${+value.toPrecision(6)} ${output.units[k]}`);',
  '    });',
  '});',
];

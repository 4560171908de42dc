// The preparation of texts as Python with NumPy and Keras: the same samples as Strata's own.
import type { TextPreparation } from '#shared/data/preparation.ts';
import { pythonValue } from '#shared/model/code/python.ts';

const repeated = (name: string, count: number): string => (count === 1 ? name : `[${name}] * ${count}`);

/** Lines that read the texts and make the samples. */
export function textLines(
  dataset: string,
  preparation: TextPreparation,
  { oneHot, inputs }: { readonly oneHot: readonly boolean[]; readonly inputs: readonly string[] },
): string[] {
  const { words, length, padding, truncating, validation_split: held, shuffle_seed: seed } = preparation;
  const { sample_weight: weight } = preparation;
  return [
    `# The rows of the data set "${dataset}": a CSV file with these two columns.`,
    `FILE = ${pythonValue(`${dataset}.csv`)}`,
    'TEXT_COLUMN, LABEL_COLUMN = "text", "label"',
    '',
    'with open(FILE, newline="", encoding="utf-8-sig") as file:',
    '    rows = list(csv.DictReader(file))',
    '',
    '# Words as Keras’s Tokenizer splits them; the most frequent one is 3, after padding, start and unknown words.',
    `separators = str.maketrans(dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\\\]^_\`{|}~\\t\\n', " "))`,
    'texts = [[word for word in row[TEXT_COLUMN].lower().translate(separators).split(" ") if word] for row in rows]',
    'ranked = Counter(word for text in texts for word in text).most_common()',
    'tokens = {word: rank + 3 for rank, (word, _) in enumerate(ranked)}',
    `sequences = [[1] + [t if t < ${words} else 2 for t in (tokens[word] for word in text)] for text in texts]`,
    'x = keras.utils.pad_sequences(',
    `    sequences, maxlen=${length}, padding=${pythonValue(padding)}, truncating=${pythonValue(truncating)}, dtype="int32"`,
    ')',
    '',
    'labels = [row[LABEL_COLUMN].strip() for row in rows]',
    'numeric = all(re.fullmatch(r"[-+]?(\\d+\\.?\\d*|\\.\\d+)", label) for label in labels)',
    'names = sorted(set(labels), key=float if numeric else None)',
    'numbers = np.array([names.index(label) for label in labels])[:, None]',
    ...[...new Set(oneHot)].map((isOneHot) =>
      isOneHot
        ? 'y_one_hot = keras.utils.to_categorical(numbers, len(names))'
        : 'y_number = numbers.astype("float32" if len(names) == 2 else "int32")',
    ),
    ...(weight === undefined
      ? []
      : [
          '',
          '# What each text counts.',
          `weights = np.array([float(row[${pythonValue(weight)}]) for row in rows], dtype="float32")`,
        ]),
    '',
    ...(seed === null
      ? ['order = np.arange(len(rows))']
      : [...shuffleLines, `order = shuffled_order(len(rows), ${seed})`]),
    '# The last rows of the order are for validation.',
    `count = math.floor(len(rows) * (1 - ${held}))`,
    ...['train', 'val'].flatMap((part) => {
      const which = part === 'train' ? 'order[:count]' : 'order[count:]';
      const targets = oneHot.map((isOneHot) => `${isOneHot ? 'y_one_hot' : 'y_number'}[${which}]`);
      return [
        `x_${part} = ${repeated(`x[${which}]`, inputs.length)}`,
        `y_${part} = ${targets.length === 1 ? (targets[0] ?? '') : `[${targets.join(', ')}]`}`,
        ...(weight === undefined ? [] : [`w_${part} = ${repeated(`weights[${which}]`, targets.length)}`]),
      ];
    }),
  ];
}

/** `shuffledOrder` of `createRandom`, in Python. */
const shuffleLines = [
  '',
  'def shuffled_order(count, seed):',
  '    """The order in which Strata shuffles rows before it splits them: sfc32, then Fisher and Yates."""',
  '    mask = 0xFFFFFFFF',
  '    mixer = (seed ^ 0x9E3779B9) & mask',
  '',
  '    def seeded():',
  '        nonlocal mixer',
  '        mixer = (mixer + 0x9E3779B9) & mask',
  '        z = ((mixer ^ (mixer >> 16)) * 0x21F0AAAD) & mask',
  '        z = ((z ^ (z >> 15)) * 0x735A2D97) & mask',
  '        return z ^ (z >> 15)',
  '',
  '    a, b, c, counter = seeded(), seeded(), seeded(), 1',
  '    order = np.arange(count)',
  '    for i in range(count - 1, 0, -1):',
  '        total = (a + b + counter) & mask',
  '        counter = (counter + 1) & mask',
  '        a = b ^ (b >> 9)',
  '        b = (c + (c << 3)) & mask',
  '        c = (((c << 21) | (c >> 11)) + total) & mask',
  '        j = total * (i + 1) >> 32',
  '        order[i], order[j] = order[j], order[i]',
  '    return order',
  '',
  '',
];

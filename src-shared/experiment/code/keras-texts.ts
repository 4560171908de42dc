// The preparation of texts as Python with NumPy and Keras: the same samples as Strata's own.
import type { TextPreparation } from '#shared/data/preparation.ts';
import { splitsByGroup } from '#shared/data/text-split.ts';
import { pythonValue } from '#shared/model/code/python.ts';

const repeated = (name: string, count: number): string => (count === 1 ? name : `[${name}] * ${count}`);

/** Lines that read the texts and make the samples. */
export function textLines(
  dataset: string,
  preparation: TextPreparation,
  { oneHot, inputs }: { readonly oneHot: readonly boolean[]; readonly inputs: readonly string[] },
): string[] {
  const { words, length, padding, truncating, shuffle_seed: seed } = preparation;
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
    ...splitLines(preparation),
    ...(preparation.test_split === undefined ? ['train', 'val'] : ['train', 'val', 'test']).flatMap((part) => {
      const which = `${part}_rows`;
      const targets = oneHot.map((isOneHot) => `${isOneHot ? 'y_one_hot' : 'y_number'}[${which}]`);
      return [
        `x_${part} = ${repeated(`x[${which}]`, inputs.length)}`,
        `y_${part} = ${targets.length === 1 ? (targets[0] ?? '') : `[${targets.join(', ')}]`}`,
        ...(weight === undefined ? [] : [`w_${part} = ${repeated(`weights[${which}]`, targets.length)}`]),
      ];
    }),
  ];
}

/** Lines that make `train_rows`, `val_rows` and `test_rows` of `order`, as `splitTexts` does. */
function splitLines(preparation: TextPreparation): string[] {
  const { validation_split: held, test_split: tested = 0, folds, fold = 1, stratify = false, group } = preparation;
  if (tested === 0 && folds === undefined && !stratify && !splitsByGroup(preparation))
    return [
      '# The last rows of the order are for validation.',
      `count = math.floor(len(rows) * (1 - ${held}))`,
      'train_rows, val_rows = order[:count], order[count:]',
    ];
  const round = stratify ? 'rounded(count * share)' : 'math.floor(count * share + 1e-6)';
  return [
    '# Each row is for training (0), validation (1) or the test (2).',
    'def rounded(number):',
    '    return math.floor(number + 0.5)',
    '',
    '',
    'def cut(count, share):',
    `    return ${round}`,
    '',
    '',
    'def part(place, count):',
    `    test_from = ${tested === 0 ? 'count' : `cut(count, 1 - ${tested})`}`,
    '    if place >= test_from:',
    '        return 2',
    ...(folds === undefined
      ? tested === 0 && !stratify
        ? [`    return int(place >= math.floor(count * (1 - ${held})))`]
        : [`    return int(place >= min(test_from, cut(count, 1 - ${held} - ${tested})))`]
      : [
          `    begin, end = rounded(test_from * ${fold - 1} / ${folds}), rounded(test_from * ${fold} / ${folds})`,
          '    return int(begin <= place < end)',
        ]),
    '',
    '',
    'parts = np.zeros(len(rows), dtype=int)',
    ...(splitsByGroup(preparation) ? groupLines(group, preparation.equal_texts_together === true) : []),
    ...(splitsByGroup(preparation)
      ? [
          'sizes = Counter(groups[row] for row in order)',
          'before, of_group = 0, {}',
          'for one in dict.fromkeys(groups[row] for row in order):',
          '    of_group[one] = part(before + sizes[one] // 2, len(rows))',
          '    before += sizes[one]',
          'for row in order:',
          '    parts[row] = of_group[groups[row]]',
        ]
      : stratify
        ? [
            'for label in range(len(names)):',
            '    own = [row for row in order if numbers[row, 0] == label]',
            '    for place, row in enumerate(own):',
            '        parts[row] = part(place, len(own))',
          ]
        : ['for place, row in enumerate(order):', '    parts[row] = part(place, len(rows))']),
    'train_rows, val_rows, test_rows = (np.array([row for row in order if parts[row] == one], dtype=int) for one in range(3))',
  ];
}

/** Lines that give every row the first row that is in its group. */
function groupLines(group: string | undefined, isEqualTogether: boolean): string[] {
  const keys = [
    ...(group === undefined ? [] : [`("group", row[${pythonValue(group)}].strip())`]),
    ...(isEqualTogether ? ['("text", *text)'] : []),
  ];
  return [
    'groups = list(range(len(rows)))',
    '',
    '',
    'def first(row):',
    '    while groups[row] != row:',
    '        row = groups[row]',
    '    return row',
    '',
    '',
    'known = {}',
    'for i, (row, text) in enumerate(zip(rows, texts)):',
    `    for key in (${keys.join(', ')},):`,
    '        one, other = first(known.setdefault(key, i)), first(i)',
    '        groups[max(one, other)] = min(one, other)',
    'groups = [first(row) for row in range(len(rows))]',
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

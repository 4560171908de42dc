// The Python program beside an exported model: reads preparation.json, takes a text or the last rows of a file, prints the prediction.
import { derivedLines } from '#shared/experiment/code/keras-derived.ts';
import { inComment, readsTimes, type ModelFormat, type PredictFacts } from '#shared/experiment/code/predict-facts.ts';

/** The formats that Python opens. */
export type PythonFormat = Exclude<ModelFormat, 'tfjs'>;

/** predict.py */
export function predictPython(facts: PredictFacts, format: PythonFormat): string {
  const isText = facts.kind === 'text';
  return [
    ...head(facts, format),
    '',
    'here = Path(__file__).parent',
    'prep = json.loads((here / "preparation.json").read_text(encoding="utf-8"))',
    ...(isText ? textLines(facts) : seriesLines(facts)),
    '',
    ...modelLines(facts, format),
    '',
    ...(isText ? labelLines(facts) : unitLines),
    '',
  ].join('\n');
}

function head(facts: PredictFacts, format: PythonFormat): string[] {
  const { title, kind, tokens } = facts;
  const isText = kind === 'text';
  const argument = isText ? (tokens === 'numbers' ? '"14 22 16"' : '"a text"') : 'rows.csv';
  const packages = [
    ...(format === 'keras' ? ['keras', 'tensorflow'] : ['tensorflow']),
    ...(tokens === 'segments' ? ['PyICU'] : tokens === 'characters' ? ['regex'] : []),
  ];
  const modules = [
    ...(isText ? [] : ['csv']),
    ...(readsTimes(facts) ? ['datetime'] : []),
    'json',
    ...(isText ? (tokens === 'words' ? ['re'] : []) : []),
    'sys',
    ...(isText && tokens !== 'numbers' ? ['unicodedata'] : []),
  ];
  return [
    `"""Predicts with "${inComment(title)}": python predict.py ${argument}`,
    '',
    ...(isText
      ? []
      : ['The file is a CSV with the columns that preparation.json names, oldest row first; its last rows are used.']),
    `Needs: pip install ${packages.join(' ')}`,
    '"""',
    '',
    ...modules.map((name) => `import ${name}`),
    'from pathlib import Path',
    '',
    ...(tokens === 'segments' && isText ? ['import icu'] : []),
    ...(format === 'keras' ? ['import keras'] : []),
    'import numpy as np',
    ...(tokens === 'characters' && isText ? ['import regex'] : []),
    ...(format === 'keras' ? [] : ['import tensorflow as tf']),
    ...(facts.hasOwnLayers && format === 'keras' ? ['', 'from layers import custom_objects'] : []),
  ];
}

function textLines({ tokens }: PredictFacts): string[] {
  const normal = 'text = unicodedata.normalize("NFC", sys.argv[1]).lower()';
  const split: Readonly<Record<PredictFacts['tokens'], readonly string[]>> = {
    words: [normal, 'words = [word for word in re.split(prep["separators"], text) if word]'],
    segments: [
      normal,
      'boundaries = icu.BreakIterator.createWordInstance(icu.Locale("und"))',
      'boundaries.setText(text)',
      'words, start = [], 0',
      'for end in boundaries:',
      '    if boundaries.getRuleStatus() >= 100:  # a word, not a blank or a sign',
      '        words.append(str(icu.UnicodeString(text)[start:end]))',
      '    start = end',
    ],
    characters: [normal, 'words = [one for one in regex.findall(r"\\X", text) if one.strip()]'],
    numbers: [],
  };
  return [
    ...split[tokens],
    'special, length = prep["ids"], prep["length"]',
    ...(tokens === 'numbers'
      ? [
          'numbers = [int(word) for word in sys.argv[1].split()]',
          'ids = [special["start"]] + [n if n < prep["size"] else special["unknown"] for n in numbers]',
        ]
      : [
          'numbers = {word: number for number, word in enumerate(prep["words"], special["first_word"])}',
          'ids = [special["start"]] + [numbers.get(word, special["unknown"]) for word in words]',
        ]),
    'ids = ids[-length:] if prep["truncating"] == "pre" else ids[:length]',
    'fill = [special["padding"]] * (length - len(ids))',
    'ids = fill + ids if prep["padding"] == "pre" else ids + fill',
    'given = [np.array([ids], dtype="int32") for _ in prep["inputs"]]',
  ];
}

function seriesLines(facts: PredictFacts): string[] {
  const { derived, missing } = facts;
  const times = readsTimes(facts);
  return [
    '',
    '',
    'def number(cell):',
    '    try:',
    '        return float(cell)',
    '    except ValueError:',
    '        return float("nan")',
    ...(times
      ? [
          '',
          '',
          'def seconds(cell):',
          '    """Since 1970, of a time as in ISO 8601; one without a zone is taken as UTC."""',
          '    time = datetime.datetime.fromisoformat(cell.strip().replace("Z", "+00:00"))',
          '    return (time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)).timestamp()',
        ]
      : []),
    '',
    '',
    'with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:',
    '    rows = list(csv.DictReader(file))',
    'columns = {name: np.array([number(row[name]) for row in rows]) for name in prep["columns"]}',
    ...(times ? ['times = np.array([seconds(row[prep["time"]]) for row in rows])'] : []),
    ...(missing === 'fill'
      ? [
          'for values in columns.values():  # an empty cell has the value before it',
          '    for i in range(1, len(values)):',
          '        if np.isnan(values[i]):',
          '            values[i] = values[i - 1]',
        ]
      : missing === 'drop'
        ? [
            'whole = ~np.isnan(np.stack(list(columns.values()))).any(axis=0)  # rows with an empty cell are left out',
            'columns = {name: values[whole] for name, values in columns.items()}',
            ...(times ? ['times = times[whole]'] : []),
          ]
        : []),
    'count = len(columns[prep["columns"][0]])',
    'if count < prep["rows"]:',
    '    sys.exit(f"The file has {count} rows; a prediction needs {prep[\'rows\']}.")',
    'if any(np.isnan(values[-prep["rows"] :]).any() for values in columns.values()):',
    '    sys.exit("A cell of the last rows is not a number.")',
    ...derivedLines(derived),
    '',
    '',
    'def window(one):',
    '    scales = [prep["scales"][name] for name in one["columns"]]',
    '    scaled = [(columns[name] - scale["mean"]) / scale["std"] for name, scale in zip(one["columns"], scales)]',
    '    return np.stack(scaled, axis=1)[count - one["lookback"] :: one["step"]][None].astype("float32")',
    '',
    '',
    'given = [window(one) for one in prep["inputs"]]',
  ];
}

function modelLines({ hasOwnLayers }: PredictFacts, format: PythonFormat): string[] {
  if (format === 'keras')
    return [
      `model = keras.models.load_model(here / "model.keras"${hasOwnLayers ? ', custom_objects=custom_objects' : ''})`,
      'outputs = model(given if len(given) > 1 else given[0])',
      'outputs = [np.array(one)[0] for one in (outputs if isinstance(outputs, list) else [outputs])]',
    ];
  return [
    'model = tf.saved_model.load(str(here / "model")).signatures["serving_default"]',
    'answer = model(**{one["name"]: tf.constant(values) for one, values in zip(prep["inputs"], given)})',
    'outputs = [answer[one["name"]].numpy()[0] for one in prep["outputs"]]',
  ];
}

function labelLines({ hasLogits }: PredictFacts): string[] {
  return [
    'for output, values in zip(prep["outputs"], outputs):',
    '    values = values.astype("float64")',
    ...(hasLogits
      ? [
          '    if output["gives"] == "logits":',
          '        e = np.exp(values - values.max())',
          '        values = 1 / (1 + np.exp(-values)) if values.size == 1 else e / e.sum()',
        ]
      : []),
    '    if output["gives"] == "number":',
    '        print(f"{output[\'name\']}: {values}")',
    '        continue',
    '    shares = [1 - values[0], values[0]] if values.size == 1 else values',
    '    for label, share in sorted(zip(output["labels"], shares), key=lambda each: -each[1]):',
    '        print(f"{output[\'name\']}: {label} {share:.6f}")',
  ];
}

const unitLines = [
  'for output, values in zip(prep["outputs"], outputs):',
  '    rows_ahead = values.reshape(output["horizon"], len(output["columns"]))',
  '    for ahead, values in enumerate(rows_ahead.astype("float64"), output["delay"] + 1):',
  '        for name, unit, value in zip(output["columns"], output["units"], values):',
  '            value = value * prep["scales"][name]["std"] + prep["scales"][name]["mean"]',
  '            print(f"{name}, {ahead} rows after the last: {value:.6g} {unit}")',
];

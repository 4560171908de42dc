// Derived columns of a series as Python with NumPy.
import { periodSeconds, sourceOf, type DerivedColumn } from '#shared/data/derived-columns.ts';
import { pythonValue } from '#shared/model/code/python.ts';

/** Whether one needs the times of the rows. */
export function needsTimes(derived: readonly DerivedColumn[]): boolean {
  return derived.some((one) => sourceOf(one) === null);
}

/** Reads the times of the rows, which are in the file's first column. */
export function timeLines(derived: readonly DerivedColumn[]): string[] {
  if (!needsTimes(derived)) return [];
  return [
    '',
    '',
    'def seconds(cell):',
    '    """Since 1970. Times are written as in ISO 8601; those without a zone are taken as UTC."""',
    '    time = datetime.datetime.fromisoformat(cell.strip().replace("Z", "+00:00"))',
    '    return (time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)).timestamp()',
    '',
    '',
    'times = np.array([seconds(row[list(row)[0]]) for row in rows])',
  ];
}

function valueOf(derived: DerivedColumn): string {
  const source = `columns[${pythonValue(sourceOf(derived) ?? '')}]`;
  switch (derived.kind) {
    case 'lag':
      return `lag(${source}, ${derived.rows})`;
    case 'difference':
      return `${source} - lag(${source}, ${derived.rows})`;
    case 'rolling_mean':
      return `rolling_mean(${source}, ${derived.rows})`;
    case 'sine':
    case 'cosine': {
      const period = periodSeconds[derived.period];
      return `np.${derived.kind === 'sine' ? 'sin' : 'cos'}(2 * np.pi * (times % ${period}) / ${period})`;
    }
  }
}

/** Puts the derived columns beside those they are computed from. */
export function derivedLines(derived: readonly DerivedColumn[]): string[] {
  if (derived.length === 0) return [];
  const kinds = new Set(derived.map(({ kind }) => kind));
  return [
    ...(kinds.has('lag') || kinds.has('difference')
      ? [
          '',
          '',
          'def lag(values, rows):',
          '    """Before there is an earlier row, the first one."""',
          '    return values[np.maximum(np.arange(len(values)) - rows, 0)]',
        ]
      : []),
    ...(kinds.has('rolling_mean')
      ? [
          '',
          '',
          'def rolling_mean(values, rows):',
          '    """The mean of the last rows, this one included; at the beginning, of those there are."""',
          '    sums = np.concatenate([[0.0], np.cumsum(values)])',
          '    end = np.arange(1, len(values) + 1)',
          '    begin = np.maximum(end - rows, 0)',
          '    return (sums[end] - sums[begin]) / (end - begin)',
        ]
      : []),
    '',
    '',
    ...derived.map((one) => `columns[${pythonValue(one.name)}] = ${valueOf(one)}`),
  ];
}

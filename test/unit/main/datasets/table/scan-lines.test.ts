import { expect, it } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { parseNumber } from '#main/datasets/table/cells.ts';
import { scanLines, type ScannedColumns } from '#main/datasets/table/scan-lines.ts';

const columns: ScannedColumns = {
  delimiter: ',',
  decimal: '.',
  width: 3,
  numbers: [2, 1],
  time: 0,
  filter: -1,
  oddStarts: ['#', 'time'],
};

function scan(text: string, more: Partial<ScannedColumns> = {}) {
  const rows: [number, string, ...number[]][] = [];
  const odd: [number, string][] = [];
  scanLines(
    text,
    2,
    { ...columns, ...more },
    {
      readOdd: (cell) => parseNumber(cell.trim()),
      onRow: ({ time, values }, number) => rows.push([number, time, ...values]),
      onOdd: (line, number) => odd.push([number, line]),
    },
  );
  return { rows, odd };
}

it('reads plain numbers, empty cells and those in other notations', () => {
  const { rows, odd } = scan('a, 1 ,-2.5\nb,,1e3\n c ,+.5,5.\nd,12345678901234567890,x');
  expect(odd).toEqual([]);
  expect(rows).toEqual([
    [2, 'a', -2.5, 1],
    [3, 'b', 1000, NaN],
    [4, 'c', 5, 0.5],
    [5, 'd', NaN, 12345678901234567890],
  ]);
});

it('leaves lines of another width and those that begin oddly to the other reader', () => {
  const { rows, odd } = scan('a,1,2\n\n# b,1,2\nc,1\ntime,x,y\nd,1,2,3\ne,3,4\n');
  expect(rows.map(([number]) => number)).toEqual([2, 8]);
  expect(odd).toEqual([
    [3, ''],
    [4, '# b,1,2'],
    [5, 'c,1'],
    [6, 'time,x,y'],
    [7, 'd,1,2,3'],
  ]);
});

it('leaves lines of empty cells to the other reader', () => {
  const { rows, odd } = scan('a,1,2\n,,\n , , \n,,3\n');
  expect(rows.map(([number]) => number)).toEqual([2, 5]);
  expect(odd.map(([number]) => number)).toEqual([3, 4]);
  expect(scan('1\n\n2\n\n', { width: 1, numbers: [0], time: -1 })).toMatchObject({
    rows: [
      [2, '', 1],
      [4, '', 2],
    ],
  });
});

it('reads decimal commas, and letters beyond bytes', () => {
  expect(scan('시각;1,5;-2\n', { delimiter: ';', decimal: ',' }).rows).toEqual([[2, '시각', -2, 1.5]]);
});

it('gives the number that JavaScript gives for the text', () => {
  const random = createRandom(7);
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  for (let i = 0; i < 5000; i++) {
    const whole = digits(1 + Math.floor(random() * 9));
    const decimals = digits(Math.floor(random() * 10));
    const cell = `${random() < 0.5 ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
    expect(scan(`t,${cell},0\n`).rows).toEqual([[2, 't', 0, Number(cell)]]);
  }
});

// `strata sql`: a person's own question to the database, which is only read.
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { action, command, storesToRead } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { formatTable, note, plainJson, printLine, printPieces } from '#main/cli/output.ts';
import type { QueryResult, SqlValue } from '#main/db/query.ts';

const formats = ['table', 'csv', 'json'] as const;

interface SqlOptions extends CommonOptions {
  readonly format: (typeof formats)[number];
}

/** A table is aligned by all its rows, so it holds them all. */
const mostRows = 10_000;

/** A value as a table and CSV show it; NULL is empty in CSV, and bytes are written as SQL writes them. */
function textOfValue(value: SqlValue, nothing: string): string {
  if (value === null) return nothing;
  return Buffer.isBuffer(value) ? `x'${value.toString('hex')}'` : String(value);
}

function quote(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function* csvPieces({ columns, rows }: QueryResult): Generator<string, void> {
  yield `${columns.map(quote).join(',')}\n`;
  for (const row of rows) yield `${row.map((value) => quote(textOfValue(value, ''))).join(',')}\n`;
}

/** JSON has no infinities and no whole numbers beyond 2^53: both are texts. */
function jsonValue(value: SqlValue): string | number | null {
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  return textOfValue(value, '');
}

/** Two columns of one name are numbered: an object has one of each. */
function namesOf(columns: readonly string[]): string[] {
  return columns.map((name, i) => {
    const before = columns.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });
}

function* jsonPieces({ columns, rows }: QueryResult): Generator<string, void> {
  const names = namesOf(columns);
  yield '[';
  let separator = '';
  for (const row of rows) {
    const fields = names.map((name, i) => [name, jsonValue(row[i] ?? null)] as const);
    yield separator + plainJson(JSON.stringify(Object.fromEntries(fields)));
    separator = ',\n';
  }
  yield ']\n';
}

function printTable({ columns, rows }: QueryResult): void {
  const shown: (readonly SqlValue[])[] = [];
  let isMore = false;
  for (const row of rows) {
    isMore = shown.length === mostRows;
    if (isMore) break;
    shown.push(row);
  }
  const isFigures = (i: number): boolean => shown.every((row) => typeof row[i] !== 'string');
  printLine(
    formatTable(
      shown,
      columns.map((title, i) => ({ title, value: (row) => textOfValue(row[i] ?? null, '–'), figures: isFigures(i) })),
    ),
  );
  if (isMore) note(`These are the first ${mostRows.toLocaleString('en-US')} rows; --format csv writes all.`);
}

export function sqlCommand(): Command {
  return command('sql', 'ask the database in SQL; it is only read (tables and views: docs/sql.md)')
    .argument('[statement]', 'such as "select number, name, status from runs"; without it, standard input')
    .addOption(new Option('--format <format>', 'how the answer is written').choices(formats).default('table'))
    .action(
      action(async (statement: string | undefined, options: SqlOptions) => {
        if (statement === undefined && process.stdin.isTTY)
          throw new AppError('usage', 'There is no statement.', {
            hint: 'Write it in quotes, or give it on standard input: strata sql "select count(*) from runs".',
          });
        const sql = statement ?? (await text(process.stdin));
        const stores = storesToRead();
        try {
          const result = stores.query(sql);
          const format = options.json === true ? 'json' : options.format;
          if (format === 'table') printTable(result);
          else printPieces((format === 'csv' ? csvPieces : jsonPieces)(result));
        } finally {
          stores.close();
        }
      }),
    );
}

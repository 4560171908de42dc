// `strata predict`: what the best weights of a run say of texts, of what follows its series, or of a whole part of its data.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Option } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { csvLine } from '#shared/base/csv.ts';
import { msg } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import { mostAskedTexts, scoresOfLabels, type Answer } from '#shared/predictions/ask.ts';
import { labelOf, scoreOf } from '#shared/predictions/label-scores.ts';
import {
  measuredAt,
  predictedAt,
  predictedParts,
  predictionsOf,
  type PredictedPart,
  type PredictionSet,
} from '#shared/predictions/prediction-set.ts';
import { action, command, withCommands, type CommonOptions } from '#main/cli/context.ts';
import { formatTable, note, printJson, printLine, printPieces } from '#main/cli/output.ts';
import { writeExport } from '#main/cli/run-export.ts';
import { runId } from '#main/cli/run-text.ts';

interface Options extends CommonOptions {
  readonly text?: readonly string[];
  readonly part?: PredictedPart;
  readonly out?: string;
}

/** The lines of a file; `-` is standard input. @throws AppError `not-found`, `no-permission`, `invalid-data` */
function textsIn(path: string): string[] {
  let content: string;
  try {
    content = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (cause) {
    const reason = systemReason(cause);
    if (reason === null) throw cause;
    // What is to be read was named by the caller.
    const code = reason.code === 'file-error' ? 'not-found' : reason.code;
    throw new AppError(code, msg`"${path}" cannot be read: ${reason.why}.`, { hint: reason.hint, cause });
  }
  // A line each, also an empty one: the answers stand in the same order. The last line ends with a line break.
  const texts = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (texts.at(-1) === '') texts.pop();
  if (texts.every((line) => line.trim() === ''))
    throw new AppError('invalid-data', msg`"${path}" has no text: each line is one.`);
  return texts;
}

function timeText(ms: number | null | undefined): string {
  return ms === null || ms === undefined || Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}

/** A table of a part: a line for each sample, and of several rows ahead for each of them. */
function* partLines(set: PredictionSet): Generator<string, void> {
  for (const [index, output] of set.head.outputs.entries()) {
    const found = predictionsOf(set, index);
    if ('scores' in found) {
      const { labels } = found.output;
      yield csvLine(['output', 'row', 'label', 'predicted', ...labels.map((name) => `score ${name}`)]);
      for (let sample = 0; sample < found.samples; sample++)
        yield csvLine([
          output.id,
          (found.rows[sample] ?? 0) + 1,
          labels[found.labels[sample] ?? 0] ?? '',
          labels[labelOf(found, sample)] ?? '',
          ...labels.map((_, label) => scoreOf(found, sample, label)),
        ]);
    } else {
      yield csvLine(['output', 'sample', 'ahead', 'row', 'time', 'column', 'unit', 'measured', 'predicted']);
      for (let sample = 0; sample < found.samples; sample++)
        for (let ahead = 0; ahead < found.output.horizon; ahead++)
          for (const [column, { name, unit }] of found.output.columns.entries()) {
            const row = found.output.from + sample + ahead;
            yield csvLine([
              output.id,
              sample,
              found.output.delay + ahead + 1,
              (found.rows[row] ?? 0) + 1,
              timeText(found.times[row]),
              name,
              unit,
              measuredAt(found, sample, ahead, column),
              predictedAt(found, sample, ahead, column),
            ]);
          }
    }
  }
}

function* answerLines(answer: Answer, texts: readonly string[]): Generator<string, void> {
  if (answer.kind === 'labels') {
    yield csvLine(['text', 'output', 'predicted', ...answer.labels.map((name) => `score ${name}`)]);
    for (const [i, text] of answer.texts.entries())
      for (const { id, scores } of text.outputs) {
        const all = scoresOfLabels(scores);
        yield csvLine([texts[i] ?? '', id, answer.labels[all.indexOf(Math.max(...all))] ?? '', ...all]);
      }
    return;
  }
  yield csvLine(['output', 'ahead', 'time', 'column', 'unit', 'predicted']);
  for (const { id, columns, rows } of answer.outputs)
    for (const { ahead, ms, values } of rows)
      for (const [c, { name, unit }] of columns.entries())
        yield csvLine([id, ahead, timeText(ms), name, unit, values[c] ?? NaN]);
}

function printAnswer(answer: Answer, texts: readonly string[]): void {
  if (answer.kind === 'values') {
    const rows = answer.outputs.flatMap(({ id, columns, rows }) =>
      rows.flatMap(({ ahead, ms, values }) =>
        columns.map(({ name, unit }, c) => ({ id, ahead, time: timeText(ms), name, unit, value: values[c] ?? NaN })),
      ),
    );
    note(`After row ${answer.lastRow + 1}${answer.lastMs === null ? '' : ` (${timeText(answer.lastMs)})`}:`);
    printLine(
      formatTable(rows, [
        { title: 'output', value: ({ id }) => id },
        { title: 'rows ahead', value: ({ ahead }) => String(ahead), figures: true },
        { title: 'time', value: ({ time }) => time },
        { title: 'column', value: ({ name }) => name },
        { title: 'predicted', value: ({ value, unit }) => `${value.toPrecision(5)} ${unit}`.trim(), figures: true },
      ]),
    );
    return;
  }
  const rows = answer.texts.flatMap((text, i) =>
    text.outputs.map(({ scores }) => ({ text, i, all: scoresOfLabels(scores) })),
  );
  printLine(
    formatTable(rows, [
      { title: 'text', value: ({ i }) => (texts[i] ?? '').slice(0, 40) },
      { title: 'predicted', value: ({ all }) => answer.labels[all.indexOf(Math.max(...all))] ?? '' },
      ...answer.labels.map((name, label) => ({
        title: name,
        value: ({ all }: (typeof rows)[number]) => (all[label] ?? NaN).toFixed(4),
        figures: true,
      })),
      { title: 'words known', value: ({ text }) => `${text.knownCount} of ${text.length}`, figures: true },
    ]),
  );
}

function writeLines(lines: Iterable<string>, out: string | undefined): void {
  if (out === undefined) printPieces(lines);
  else note(writeExport(out, lines));
}

export function predictCommand(): Command {
  return command('predict', "what a run's best weights say of texts, of what follows its series, or of its validation")
    .argument('<run>')
    .argument('[file]', 'a file of texts, each line one; - for standard input')
    .option('--text <text>', 'a text; can be repeated', (text: string, before: string[] | undefined) => [
      ...(before ?? []),
      text,
    ])
    .addOption(
      new Option('--part <part>', 'all samples of a part, as CSV; each look at the test counts').choices(
        predictedParts,
      ),
    )
    .option('--out <file>', 'write CSV to a file')
    .action(
      action(async (run: string, file: string | undefined, options: Options) => {
        const id = runId(run);
        const { part, out, json = false } = options;
        const texts = [...(file === undefined ? [] : textsIn(file)), ...(options.text ?? [])];
        if (part !== undefined && texts.length > 0) throw new AppError('usage', 'Give texts or --part, not both.');
        if (texts.length > mostAskedTexts)
          throw new AppError('usage', `At most ${mostAskedTexts} texts at once, not ${texts.length}.`);
        if (part !== undefined) {
          const set = await withCommands(`strata predict ${id}`, (commands) =>
            commands.request('runs.predict', { id, part }),
          );
          if (json) printJson(set.head);
          if (!json || out !== undefined) writeLines(partLines(set), out);
          return;
        }
        const answer = await withCommands(`strata predict ${id}`, (commands) =>
          commands.request('runs.ask', { id, texts: texts.length === 0 ? null : texts }),
        );
        if (json) printJson(answer);
        if (out !== undefined) writeLines(answerLines(answer, texts), out);
        else if (!json) printAnswer(answer, texts);
      }),
    );
}

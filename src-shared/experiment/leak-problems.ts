// What only the rows tell, as problems of an experiment: leaks, each with the edit that takes it away, unless a person has accepted
// it; and why the data cannot be prepared.
import { settingFix, type Fix } from '#shared/base/fix.ts';
import { hintOf, messageOf, type AppError } from '#shared/base/app-error.ts';
import { countOf, msg, sentences, type Message } from '#shared/base/message.ts';
import { errorProblem, warningProblem, type Problem } from '#shared/base/problem.ts';
import type { Leak } from '#shared/data/leaks.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';

const codePrefix = 'leak-';

/** The kind of leak that a problem says; null for other problems. */
export function leakOf({ code }: Pick<Problem, 'code'>): Leak['kind'] | null {
  return code.startsWith(codePrefix) ? (code.slice(codePrefix.length) as Leak['kind']) : null;
}

/** The edit that accepts a kind of leak, with a person's reason, which every run keeps. */
export function acceptLeak(kind: Leak['kind'], note: string): Fix {
  return { kind: 'setting', path: ['data', 'accepted', kind], value: note };
}

const figure = (count: number): string => count.toLocaleString('en-US');

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return names.length > 5 ? `${shown.join(', ')}, …` : shown.join(', ');
}

function sentenceOf(leak: Leak): Message {
  switch (leak.kind) {
    case 'equal-texts': {
      const texts = countOf(leak.of, '{0} text', '{0} texts');
      return leak.part === 'validation'
        ? msg`Of the ${texts} for validation ${figure(leak.count)} are in the training part too, word for word.`
        : msg`Of the ${texts} for the test ${figure(leak.count)} are in the training part too, word for word.`;
    }
    case 'label-word':
      return msg`"${leak.word}" is in ${figure(leak.count)} of ${countOf(leak.of, '{0} text', '{0} texts')} with the label "${leak.label}" and in no other one: the text may contain its label.`;
    case 'scaled-before':
      return leak.to === 'standard'
        ? msg`${listOf(leak.columns)}: mean 0 and standard deviation 1 over all rows, so the scaling knew the rows of validation and test.`
        : msg`${listOf(leak.columns)}: from exactly 0 to exactly 1 over all rows, so the scaling knew the rows of validation and test.`;
    case 'future-column':
      return msg`"${leak.column}" has the value of "${leak.target}" ${countOf(leak.ahead, '{0} row', '{0} rows')} later: the window contains what is to be predicted.`;
    case 'equal-rows': {
      const samples = countOf(leak.of, '{0} sample', '{0} samples');
      return leak.part === 'validation'
        ? msg`Of the ${samples} for validation ${figure(leak.count)} have rows that are among the training rows in the same order.`
        : msg`Of the ${samples} for the test ${figure(leak.count)} have rows that are among the training rows in the same order.`;
    }
  }
}

function placeOf(
  leak: Leak,
  { data: { preparation } }: Experiment,
  columns: readonly string[],
): { path: string; fixes?: Fix[] } {
  switch (leak.kind) {
    case 'equal-texts': {
      const path = 'data.preparation.equal_texts_together';
      // Rows that are kept together cannot keep the shares of labels.
      const isStratified = preparation.kind === 'text' && preparation.stratify === true;
      return isStratified ? { path } : { path, fixes: [settingFix(path, true)] };
    }
    case 'future-column': {
      if (preparation.kind !== 'series') return { path: 'data.preparation.features' };
      const { features } = preparation;
      const rest = (features.length > 0 ? features : columns).filter((name) => name !== leak.column);
      const path = 'data.preparation.features';
      // Where an Input names its own columns, a person has to decide.
      const isOwn = Object.values(preparation.inputs ?? {}).some(({ features: own }) => own?.includes(leak.column));
      return isOwn || rest.length === 0 ? { path } : { path, fixes: [settingFix(path, rest)] };
    }
    case 'label-word':
    case 'scaled-before':
    case 'equal-rows':
      return { path: 'data.dataset' };
  }
}

/**
 * A warning for each leak that is not accepted.
 * @param columns of the data set, in order; empty for texts
 */
export function leakProblems(leaks: readonly Leak[], experiment: Experiment, columns: readonly string[]): Problem[] {
  const { accepted = {} } = experiment.data;
  return leaks
    .filter(({ kind }) => accepted[kind] === undefined)
    .map((leak) => warningProblem(codePrefix + leak.kind, sentenceOf(leak), placeOf(leak, experiment, columns)));
}

/** Why the rows cannot be prepared as the experiment says, as a problem. */
export function preparationProblem(error: AppError): Problem {
  return errorProblem('cannot-prepare', sentences(messageOf(error), hintOf(error) ?? null), {
    path: 'data.preparation',
  });
}

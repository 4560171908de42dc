// Filters and expressions as functions over runs. Each part of a filter becomes one closure, so that a run costs a few calls.
import type { Comparison, Condition, Reference, RunValues, Value } from '#shared/runs/query/ast.ts';
import { periodOf } from '#shared/runs/query/dates.ts';
import { kindOfReference } from '#shared/runs/query/names.ts';

/** Whether a run fulfils a condition. Never throws. */
export type Test = (run: RunValues) => boolean;
/** A number of a run; NaN when it has none. */
export type NumberOf = (run: RunValues) => number;

type Held = string | number | boolean | null;

/** Texts are compared without case, and composed: a file's name from macOS has its accents apart. */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

const mostKept = 10_000;

/** A test of texts, with its answers kept: most runs share a few texts. */
function testOfText(test: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>();
  return (text) => {
    const kept = answers.get(text);
    if (kept !== undefined) return kept;
    const answer = test(folded(text));
    if (answers.size < mostKept) answers.set(text, answer);
    return answer;
  };
}

function asNumber(value: Held | readonly string[]): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

/** A value where a number belongs. */
export function compileNumber(value: Value): NumberOf {
  switch (value.kind) {
    case 'number':
      return () => value.value;
    case 'metric':
      return (run) => run.metric(value.name, value.of) ?? NaN;
    case 'setting':
      return (run) => asNumber(run.setting(value.path));
    case 'column':
      return (run) => asNumber(run.column(value.name));
    case 'negative': {
      const of = compileNumber(value.of);
      return (run) => -of(run);
    }
    case 'binary':
      return compileBinary(value.operator, compileNumber(value.left), compileNumber(value.right));
    case 'text':
    case 'boolean':
    case 'date':
      return () => NaN;
  }
}

function compileBinary(operator: string, left: NumberOf, right: NumberOf): NumberOf {
  switch (operator) {
    case '+':
      return (run) => left(run) + right(run);
    case '-':
      return (run) => left(run) - right(run);
    case '*':
      return (run) => left(run) * right(run);
    default:
      return (run) => left(run) / right(run);
  }
}

/** NaN on either side makes every comparison false, `!=` too. */
function compareNumbers(operator: Comparison, left: NumberOf, right: NumberOf): Test {
  switch (operator) {
    case '=':
      return (run) => left(run) === right(run);
    case '!=':
      return (run) => {
        const difference = left(run);
        const other = right(run);
        return difference < other || difference > other;
      };
    case '<':
      return (run) => left(run) < right(run);
    case '<=':
      return (run) => left(run) <= right(run);
    case '>':
      return (run) => left(run) > right(run);
    case '>=':
      return (run) => left(run) >= right(run);
    case '~':
      return () => false;
  }
}

/** The texts of a run's column or setting; null where it has none. */
function textsOf(reference: Value): (run: RunValues) => string | readonly string[] | null {
  const asText = (value: Held): string | null =>
    value === null || (typeof value === 'number' && Number.isNaN(value)) ? null : String(value);
  if (reference.kind === 'setting') return (run) => asText(run.setting(reference.path));
  if (reference.kind !== 'column') return () => null;
  return (run) => {
    const value = run.column(reference.name);
    return typeof value === 'object' ? value : asText(value);
  };
}

function compareTexts(left: Value, isWanted: (text: string) => boolean, isNegated: boolean): Test {
  const texts = textsOf(left);
  const test = testOfText(isWanted);
  return (run) => {
    const found = texts(run);
    if (found === null) return false;
    return (typeof found === 'string' ? test(found) : found.some(test)) !== isNegated;
  };
}

/** A date is a period: `=` is inside it, `<` before it, `>` after it. */
function compareDates(operator: Comparison, left: Value, text: string): Test {
  const value = compileNumber(left);
  const period = periodOf(text);
  if (period === null) return () => false;
  const { fromMs, untilMs } = period;
  switch (operator) {
    case '=':
      return (run) => {
        const at = value(run);
        return at >= fromMs && at < untilMs;
      };
    case '!=':
      return (run) => {
        const at = value(run);
        return at < fromMs || at >= untilMs;
      };
    case '<':
      return (run) => value(run) < fromMs;
    case '<=':
      return (run) => value(run) < untilMs;
    case '>':
      return (run) => value(run) >= untilMs;
    case '>=':
      return (run) => value(run) >= fromMs;
    case '~':
      return () => false;
  }
}

function compileComparison(operator: Comparison, left: Value, right: Value): Test {
  switch (right.kind) {
    case 'text': {
      const wanted = folded(right.text);
      if (operator === '~') return compareTexts(left, (text) => text.includes(wanted), false);
      return compareTexts(left, (text) => text === wanted, operator === '!=');
    }
    case 'boolean':
      return compareTexts(left, (text) => text === String(right.value), operator === '!=');
    case 'date':
      return compareDates(operator, left, right.text);
    case 'number':
    case 'metric':
    case 'setting':
    case 'column':
    case 'negative':
    case 'binary':
      return compareNumbers(operator, compileNumber(left), compileNumber(right));
  }
}

function compileHas(of: Reference): Test {
  if (of.kind === 'metric' || ['number', 'duration', 'date'].includes(kindOfReference(of))) {
    const value = compileNumber(of);
    return (run) => !Number.isNaN(value(run));
  }
  const texts = textsOf(of);
  return (run) => (texts(run)?.length ?? 0) > 0;
}

/** A condition as a function. */
export function compileCondition(condition: Condition): Test {
  switch (condition.kind) {
    case 'and':
      return every(condition.parts.map(compileCondition));
    case 'or': {
      const tests = condition.parts.map(compileCondition);
      return (run) => tests.some((test) => test(run));
    }
    case 'not': {
      const test = compileCondition(condition.of);
      return (run) => !test(run);
    }
    case 'search': {
      const wanted = folded(condition.text);
      return (run) => run.text().includes(wanted);
    }
    case 'has':
      return compileHas(condition.of);
    case 'in': {
      // The texts of a list are looked up at once.
      const texts = condition.values.flatMap((value) => (value.kind === 'text' ? [folded(value.text)] : []));
      const others = condition.values.filter(({ kind }) => kind !== 'text');
      const tests = others.map((value) => compileComparison('=', condition.left, value));
      const wanted = new Set(texts);
      if (wanted.size > 0) tests.push(compareTexts(condition.left, (text) => wanted.has(text), false));
      return (run) => tests.some((test) => test(run));
    }
    case 'compare':
      return compileComparison(condition.operator, condition.left, condition.right);
  }
}

function every(tests: readonly Test[]): Test {
  const [first, second, ...more] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (more.length === 0) return (run) => first(run) && second(run);
  return (run) => tests.every((test) => test(run));
}

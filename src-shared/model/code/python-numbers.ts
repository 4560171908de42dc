// Numbers of Python, and arithmetic with them.
import type { JsonValue } from '#shared/base/json.ts';
import type { KerasValue } from '#shared/model/code/keras-values.ts';

/** `10_000`, `1e-3`, `0x10`. */
export function numberValue(text: string): KerasValue {
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? { kind: 'value', value } : { kind: 'unknown' };
}

function result(a: number, operator: string, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a - Math.floor(a / b) * b;
    case '**':
      return a ** b;
    default:
      return NaN;
  }
}

/** What two numbers give; unknown for anything else. */
export function calculate(a: JsonValue | undefined, operator: string, b: JsonValue | undefined): KerasValue {
  const value = typeof a === 'number' && typeof b === 'number' ? result(a, operator, b) : NaN;
  return Number.isFinite(value) ? { kind: 'value', value } : { kind: 'unknown' };
}

// Writes values and calls as Python.
import type { JsonObject, JsonValue } from '#shared/base/json.ts';

const reserved = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield ' +
    // What the program itself calls something.
    'keras layers np csv math re Counter file rows row model history before train validation test x y x_train y_train x_val y_val w_train w_val x_test y_test w_test val_rows test_rows ' +
    'separators texts ranked tokens sequences labels numeric names numbers y_one_hot y_number order count shuffled_order ' +
    'number columns values known place whole train_end validation_end mean std table targets lookback delay horizon steps windows'
  ).split(' '),
);

/** A piece of Python that `pythonValue` writes as it stands. */
export class PythonCode {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What can be an argument of a call. */
export type PythonArgument = JsonValue | PythonCode;

/** A value as a Python literal; an array is a tuple, which Keras takes wherever it takes a list. */
export function pythonValue(value: PythonArgument): string {
  if (value instanceof PythonCode) return value.text;
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  // JSON's escapes are Python's, but for the line separators that JSON leaves bare.
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return pythonNumber(value);
  if (Array.isArray(value)) return `(${value.map(pythonValue).join(', ')}${value.length === 1 ? ',' : ''})`;
  const object: JsonObject = value;
  return `{${Object.entries(object)
    .map(([key, each]) => `${JSON.stringify(key)}: ${pythonValue(each)}`)
    .join(', ')}}`;
}

/** `1e-7` is Python too; a number has no other spelling in the two languages. */
function pythonNumber(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/** Arguments that Keras wants as whole numbers; for every other number it may want a Python float. */
const wholeArguments = new Set(
  (
    'decay_steps first_decay_steps warmup_steps boundaries k num_thresholds num_regressors gradient_accumulation_steps ' +
    'ema_overwrite_frequency axis seed'
  ).split(' '),
);

/** Numbers as Python floats: `1` as `1.0`, which Keras takes for another type, or refuses, without its point. */
export function pythonFloats(config: JsonObject): Record<string, PythonArgument> {
  const float = (value: JsonValue): PythonArgument => {
    if (typeof value === 'number') return new PythonCode(floatText(value));
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'number')) return value;
    return new PythonCode(`(${value.map(floatText).join(', ')}${value.length === 1 ? ',' : ''})`);
  };
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, wholeArguments.has(name) ? value : float(value)]),
  );
}

function floatText(value: number): string {
  const text = pythonNumber(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** `layers.Dense(units=1)`, in one line where it fits. */
export function pythonCall(name: string, values: Readonly<Record<string, PythonArgument>>): string {
  const written = Object.entries(values).map(([key, value]) => `${key}=${pythonValue(value)}`);
  const line = `${name}(${written.join(', ')})`;
  if (line.length <= 100 || written.length < 2) return line;
  return `${name}(\n${written.map((each) => `    ${each.replaceAll('\n', '\n    ')},\n`).join('')})`;
}

/** Gives every id a variable's name of its own. */
export function pythonNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    ids.map((id) => {
      const plain = id.replace(/\W/g, '_').replace(/^(?=\d|$)/, 'layer_');
      const first = reserved.has(plain) ? `${plain}_` : plain;
      let name = first;
      for (let i = 1; taken.has(name); i++) name = `${first}_${i}`;
      taken.add(name);
      return [id, name];
    }),
  );
}

/** `he_normal` → `HeNormal`. */
export function className(identifier: string): string {
  return identifier.replace(/(?:^|_)(.)/g, (_all, letter: string) => letter.toUpperCase());
}

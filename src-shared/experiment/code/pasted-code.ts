// Pasted Keras code as a model and training settings: what `compile` and `fit` say, by Strata's own schemas.
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import { msg, sentences, type Message } from '#shared/base/message.ts';
import { problemMessage } from '#shared/base/problem.ts';
import { jsonOf, type KerasValue, type PastedThing } from '#shared/model/code/keras-values.ts';
import { readKeras, type CodeNote } from '#shared/model/code/read-keras.ts';
import type { TrainingArgument } from '#shared/model/code/training-calls.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { argumentNames } from '#shared/reading/arguments.ts';
import { firstRefusal } from '#shared/reading/describe-issue.ts';
import { asWritten, type NamedConfig } from '#shared/reading/named-config.ts';
import { readNamed, type NamedThing } from '#shared/reading/named-thing.ts';
import { callbacks } from '#shared/training/callbacks.ts';
import { losses } from '#shared/training/losses.ts';
import { metrics } from '#shared/training/metrics.ts';
import { optimizers } from '#shared/training/optimizers.ts';
import { canonicalScheduleSchema, scheduleNames } from '#shared/training/schedules.ts';
import { trainingSchema } from '#shared/training/training-settings.ts';

/** What was understood of pasted code. */
export interface PastedExperiment {
  /** The layers; none when the code has only settings, or nothing was understood. */
  readonly document: GraphDocument;
  /** Training settings as a file has them; those that the code does not give are left out. */
  readonly training: JsonObject;
  /** What was not understood or cannot be taken over, in the order of the lines; a line has one. */
  readonly notes: readonly CodeNote[];
}

/** Reads Keras code with its training settings. */
export function readPastedCode(text: string): PastedExperiment | { readonly refused: Message } {
  const read = readKeras(text, isThing);
  if ('refused' in read) return read;
  const reader = new SettingsReader();
  for (const argument of read.training) reader.take(argument);
  const byLine = new Map(read.notes.map(({ line, message }) => [line, message]));
  for (const { line, message } of reader.notes) {
    const before = byLine.get(line);
    byLine.set(line, before === undefined ? message : sentences(before, message));
  }
  const notes = [...byLine].map(([line, message]) => ({ line, message })).sort((a, b) => a.line - b.line);
  return { document: read.document, training: Object.fromEntries(reader.settings), notes };
}

const kinds = [optimizers, losses, metrics, callbacks] as const;

function isThing(name: string): boolean {
  if (!/^[A-Z]\w*$/.test(name)) return false;
  return scheduleNames.some((each) => each === name) || kinds.some(({ find }) => find(name) !== undefined);
}

/** Arguments that code may give without their names, where Keras's order is not that of the schema. */
const orders: Readonly<Record<string, readonly string[]>> = {
  EarlyStopping: ['monitor', 'min_delta', 'patience', 'verbose', 'mode', 'baseline', 'restore_best_weights'],
  ReduceLROnPlateau: ['monitor', 'factor', 'patience', 'verbose', 'mode', 'min_delta', 'cooldown', 'min_lr'],
  binary_accuracy: ['name', 'dtype', 'threshold'],
  fbeta_score: ['average', 'beta', 'threshold'],
};

/** Arguments of older versions of Keras. */
const formerNames: Readonly<Record<string, string>> = { lr: 'learning_rate' };

const numberSettings = trainingSchema.pick({
  batch_size: true,
  epochs: true,
  steps_per_epoch: true,
  validation_steps: true,
  shuffle: true,
});
type NumberSetting = keyof typeof numberSettings.shape;

function isNumberSetting(name: string): name is NumberSetting {
  return Object.hasOwn(numberSettings.shape, name);
}

/** Goes through the arguments of `compile` and `fit`; of one that is given twice the later counts. */
class SettingsReader {
  readonly settings = new Map<string, JsonValue>();
  readonly notes: CodeNote[] = [];

  take(argument: TrainingArgument): void {
    const { method, name, value, line } = argument;
    if (value.kind === 'value' && value.value === null) return;
    if (name === 'optimizer') this.#set(name, this.#named(optimizers, value, argument));
    else if (name === 'loss') this.#set(name, this.#named(losses, onlyOf(value), argument));
    else if (name === 'metrics' || name === 'weighted_metrics') this.#setList(metrics, argument);
    else if (name === 'callbacks') this.#setList(callbacks, argument);
    else if (isNumberSetting(name)) this.#setNumber(name, argument);
    else this.notes.push({ line, message: msg`The argument ${name} of ${method} is not taken over.` });
  }

  #set(name: string, value: JsonValue | null): void {
    if (value !== null) this.settings.set(name, value);
  }

  #setList<Config extends { readonly name: string }>(thing: NamedThing<Config>, argument: TrainingArgument): void {
    const value = onlyOf(argument.value);
    const items = value.kind === 'list' ? value.items : [value];
    const read = items.flatMap((item) => this.#named(thing, item, argument) ?? []);
    if (read.length > 0) this.settings.set(argument.name, read);
  }

  #setNumber(name: NumberSetting, { value, line, method }: TrainingArgument): void {
    const given = jsonOf(value);
    if (given === undefined) {
      this.#leaveOut(name, method, line);
      return;
    }
    const read = numberSettings.shape[name].safeParse(given);
    if (read.success) this.settings.set(name, given);
    else {
      const refused = numberSettings.safeParse({ [name]: given });
      if (!refused.success) this.notes.push({ line, message: firstRefusal(refused.error, { [name]: given }) });
    }
  }

  #leaveOut(argument: string, owner: string, line: number): void {
    this.notes.push({ line, message: msg`The argument ${argument} of ${owner} is left out: its value is not known.` });
  }

  /** A name with arguments as a file writes it; null when Strata has no such thing. */
  #named<Config extends { readonly name: string }>(
    thing: NamedThing<Config>,
    value: KerasValue,
    { name, method, line: ownLine }: TrainingArgument,
  ): JsonValue | null {
    const line = value.kind === 'thing' ? value.line : ownLine;
    const given = this.#given(thing, value);
    if (given === null) {
      this.#leaveOut(name, method, line);
      return null;
    }
    const { problems } = readNamed(thing, given, name);
    for (const problem of problems) this.notes.push({ line, message: sentences(problemMessage(problem)) });
    const wrong = new Set(problems.map(({ path = '' }) => path.slice(`${name}.config.`.length).split('.')[0] ?? ''));
    const config = Object.fromEntries(Object.entries(given.config).filter(([key]) => !wrong.has(key)));
    const isTaken = readNamed(thing, { ...given, config }, name).problems.length === 0;
    return isTaken ? asWritten({ ...given, config }) : null;
  }

  #given<Config extends { readonly name: string }>(thing: NamedThing<Config>, value: KerasValue): NamedConfig | null {
    if (value.kind === 'thing') {
      const name = thing.find(value.name);
      if (name === undefined) return { name: value.name, config: {} };
      const order = orders[name] ?? argumentNames(thing.schema, name);
      const { name: ownName, verbose: _verbose, ...config } = this.#arguments(value, order);
      const isNamed = thing.kind === 'metric' && ownName !== undefined;
      return { name, config: isNamed ? { name: ownName, ...config } : config };
    }
    const written = value.kind === 'path' ? (value.path.split('.').at(-1) ?? '') : jsonOf(value);
    if (typeof written !== 'string' || written === '') return null;
    const isCalledByFile = thing.kind === 'loss' || thing.kind === 'metric';
    return { name: isCalledByFile ? written : (thing.find(written) ?? written), config: {} };
  }

  #arguments({ name, given, line }: PastedThing, order: readonly string[]): JsonObject {
    const config: JsonObject = {};
    const all = [...given.positional.map((value, i) => [order[i] ?? '', value] as const), ...given.named];
    for (const [written, value] of all) {
      const argument = formerNames[written] ?? written;
      const json = value.kind === 'thing' ? this.#schedule(value) : jsonOf(value);
      if (argument === '' || json === undefined) this.#leaveOut(argument, name, line);
      else config[argument] = json;
    }
    return config;
  }

  /** A learning-rate schedule. */
  #schedule(thing: PastedThing): JsonObject {
    return { ...this.#arguments(thing, argumentNames(canonicalScheduleSchema, thing.name)), name: thing.name };
  }
}

/** The only item of a list: code for a model with one output may give a list. */
function onlyOf(value: KerasValue): KerasValue {
  const [only, ...others] = value.kind === 'list' ? value.items : [];
  return only !== undefined && others.length === 0 ? only : value;
}

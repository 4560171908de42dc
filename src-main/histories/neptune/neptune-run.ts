// A run of Neptune while it is gathered from its rows, and what it gives.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import type { Settings } from '#shared/runs/run-settings.ts';
import type { AttributeRow } from '#main/histories/neptune/export-file.ts';
import { gather, readySeries, type Gathered } from '#main/histories/ordered-series.ts';
import type { LoggedRun } from '#main/ports/histories.ts';

/** What Neptune itself notes of a run. */
const own = 'sys/';
/** What it measures of the machine: its curves are kept, its identifiers are none of the run's settings. */
const monitoring = 'monitoring/';

/** The name that a run of Neptune 2 has when none was given. */
const untitled = 'Untitled';

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A number of 64 bits that JavaScript cannot hold stays the text it is. */
function settingOf({ type, value }: AttributeRow): string | number | boolean | null {
  if (type === 'datetime') {
    const time = new Date(Number(value));
    return Number.isNaN(time.getTime()) ? null : time.toISOString();
  }
  if (type === 'string_set') return textsOf(value).join(', ');
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Where a run was forked from another one. */
export interface NeptuneFork {
  /** As the run itself names the other one. */
  readonly parent: string;
  /** The last step that it has from there. */
  readonly step: number;
}

export class NeptuneRun {
  readonly id: string;
  readonly project: string;
  readonly series = new Map<string, Gathered>();
  readonly #settings: Settings = new Map();
  readonly #own = new Map<string, AttributeRow>();

  constructor({ run, project }: Pick<AttributeRow, 'run' | 'project'>) {
    this.id = run;
    this.project = project;
  }

  add(row: AttributeRow): void {
    const { path, type, step, timeMs, value } = row;
    if (type === 'float_series') {
      // A step that was never given is the same for all: they are numbered in order.
      gather(this.series, path, Number.isNaN(step) ? 0 : step, typeof value === 'number' ? value : NaN, timeMs);
    } else if (path.startsWith(own)) this.#own.set(path.slice(own.length), row);
    else if (!path.startsWith(monitoring)) {
      const setting = settingOf(row);
      if (setting !== null) this.#settings.set(path, setting);
    }
  }

  #text(name: string): string {
    const value = this.#own.get(name)?.value;
    return typeof value === 'string' ? value : '';
  }

  /** NaN for none. */
  #number(name: string): number {
    const value = this.#own.get(name)?.value;
    return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : NaN;
  }

  /** All by which another run may call it. */
  get names(): readonly string[] {
    return [this.id, this.#text('custom_run_id'), this.#text('id')].filter((name) => name !== '');
  }

  get fork(): NeptuneFork | null {
    const [parent, step] = [this.#text('forking/parent'), this.#number('forking/step')];
    return parent === '' || Number.isNaN(step) ? null : { parent, step };
  }

  /** The exporter writes a fork's own points only: those until its step are the ones of the run it comes from. */
  inherit(from: ReadonlyMap<string, Gathered>, until: number): void {
    for (const [name, { steps, values, timesMs }] of from)
      for (const [i, step] of steps.entries())
        if (step <= until) gather(this.series, name, step, values[i] ?? NaN, timesMs[i] ?? NaN);
  }

  /** @param parent the id of the run that it was forked from; null for none, or one that is not there */
  logged(path: string, parent: string | null, found: readonly Message[]): LoggedRun {
    const experiment = this.#text('name');
    const group = experiment === '' || experiment === untitled ? (this.project.split('/').at(-1) ?? '') : experiment;
    const name = group === '' || group === this.id ? this.id : `${group}/${this.id}`;
    const { series, faults } = wholeSeries(name, this.series);
    const times = [...series.values()].flatMap(({ timesMs }) => [timesMs[0] ?? NaN, timesMs.at(-1) ?? NaN]);
    const known = times.filter((time) => Number.isFinite(time));
    const startedAtMs = [this.#number('creation_time'), Math.min(...known), 0].find(Number.isFinite) ?? 0;
    const last = [Math.max(...known), this.#number('ping_time'), this.#number('modification_time')];
    const endedAtMs = last.find((time) => Number.isFinite(time) && time >= startedAtMs) ?? null;
    const { fork } = this;
    return {
      origin: { from: 'neptune', path, run: this.id },
      name,
      status: this.#own.get('failed')?.value === true ? 'failed' : 'completed',
      startedAtMs,
      endedAtMs,
      settings: this.#settings,
      tags: [...new Set([...textsOf(this.#own.get('tags')?.value), ...textsOf(this.#own.get('group_tags')?.value)])],
      notes: this.#text('description'),
      series,
      faults: [...found, ...faults],
      fork: fork === null || parent === null ? null : { run: parent, step: fork.step },
    };
  }
}

/** Steps may be fractions in Neptune: such a series is numbered in their order, which is said. */
function wholeSeries(name: string, gathered: ReadonlyMap<string, Gathered>): Pick<LoggedRun, 'series' | 'faults'> {
  const fractional: string[] = [];
  const whole = new Map<string, Gathered>();
  for (const [key, one] of gathered) {
    if (one.steps.every(Number.isInteger)) {
      whole.set(key, one);
      continue;
    }
    fractional.push(key);
    const places = [...new Set(one.steps)].sort((a, b) => a - b);
    const place = new Map(places.map((step, i) => [step, i]));
    whole.set(key, { ...one, steps: one.steps.map((step) => place.get(step) ?? 0) });
  }
  const { series, negative, numbered } = readySeries(whole);
  const faults = [
    ...(negative > 0
      ? [
          msg`${name}: ${countOf(
            negative,
            '{0} value of a step below 0 is left out',
            '{0} values of steps below 0 are left out',
          )}.`,
        ]
      : []),
    ...(numbered.length > 0 ? [msg`${name}: logged without steps, so numbered in order: ${numbered.join(', ')}.`] : []),
    ...(fractional.length > 0
      ? [msg`${name}: logged at steps that are no whole numbers, so numbered in order: ${fractional.join(', ')}.`]
      : []),
  ];
  return { series, faults };
}

// A run of MLflow, from either of its stores.
import { countOf, msg, type Message } from '#shared/base/message.ts';
import type { SettingValue } from '#shared/runs/run-settings.ts';
import { readySeries, type Gathered } from '#main/histories/ordered-series.ts';
import type { HistoryPart, LoggedRun } from '#main/ports/histories.ts';

/** What a store says of a run. */
export interface StoredRun {
  /** The folder or file of the store. */
  readonly store: string;
  readonly id: string;
  readonly name: string;
  readonly experiment: string;
  readonly status: LoggedRun['status'];
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly series: ReadonlyMap<string, Gathered>;
  readonly faults: readonly Message[];
}

/** The statuses of MLflow by number, as a file has them, and by name, as its database has them. */
const statuses: Readonly<Record<string, LoggedRun['status']>> = {
  '1': 'interrupted',
  '2': 'interrupted',
  '3': 'completed',
  '4': 'failed',
  '5': 'stopped',
  RUNNING: 'interrupted',
  SCHEDULED: 'interrupted',
  FINISHED: 'completed',
  FAILED: 'failed',
  KILLED: 'stopped',
};

/** A status that is not known is that of a run that went on when it was read. */
export function statusOf(status: string | number): LoggedRun['status'] {
  return statuses[String(status)] ?? 'interrupted';
}

const numberText = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** MLflow keeps parameters as texts: one that is a number or a boolean of Python is that. */
function settingOf(text: string): SettingValue {
  if (numberText.test(text)) return Number(text);
  return text === 'True' ? true : text === 'False' ? false : text;
}

/** The experiment that runs are in when none is named. */
const defaultExperiment = 'Default';

export function partOf(run: StoredRun): HistoryPart[] {
  const { store, id, name, experiment, status, startedAtMs, endedAtMs, params, tags } = run;
  const { series, negative, numbered } = readySeries(run.series);
  const title = name === '' ? id : name;
  const faults = [
    ...run.faults,
    ...(negative > 0
      ? [
          msg`${title}: ${countOf(
            negative,
            '{0} value of a step below 0 is left out',
            '{0} values of steps below 0 are left out',
          )}.`,
        ]
      : []),
    ...(numbered.length > 0
      ? [msg`${title}: logged without steps, so numbered in order: ${numbered.join(', ')}.`]
      : []),
  ];
  const own = [...tags].filter(([key]) => !key.startsWith('mlflow.'));
  const logged: LoggedRun = {
    origin: { from: 'mlflow', path: store, run: id },
    name: experiment === defaultExperiment || experiment === '' ? title : `${experiment}/${title}`,
    status,
    startedAtMs,
    endedAtMs,
    settings: new Map([...params].map(([key, value]) => [key, settingOf(value)])),
    tags: own.map(([key, value]) => (value === '' ? key : `${key}: ${value}`)),
    notes: tags.get('mlflow.note.content') ?? '',
    series,
    faults,
  };
  return [{ run: logged }];
}

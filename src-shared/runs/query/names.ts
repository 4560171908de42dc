// The names of the language: columns, metrics and settings, found in a vocabulary.
import type { ColumnName, Reference, Vocabulary } from '#shared/runs/query/ast.ts';

/** What can be compared with what. A setting's values are of any kind. */
export type ValueKind = 'text' | 'list' | 'number' | 'duration' | 'date' | 'boolean' | 'any';

/** Every column with the kind of its values. */
export const columns: Readonly<Record<ColumnName, ValueKind>> = {
  name: 'text',
  number: 'number',
  status: 'text',
  kind: 'text',
  tag: 'list',
  data: 'text',
  model: 'text',
  engine: 'text',
  device: 'text',
  loss_name: 'text',
  parameters: 'number',
  epochs: 'number',
  ms_per_step: 'number',
  duration: 'duration',
  started: 'date',
  seed: 'number',
  starred: 'boolean',
  archived: 'boolean',
};

/** All columns. */
export const columnNames = Object.keys(columns) as readonly ColumnName[];

/** The functions; those but `has` take a metric. */
export const functionNames = ['has', 'best', 'last', 'min', 'max', 'at', 'baseline'] as const;
export type FunctionName = (typeof functionNames)[number];

/** The function of this name. */
export function functionOf(name: string): FunctionName | undefined {
  return functionNames.find((known) => known === name.toLowerCase());
}

/** The kind of a name's values. */
export function kindOfReference(reference: Reference): ValueKind {
  if (reference.kind === 'column') return columns[reference.name];
  return reference.kind === 'setting' ? 'any' : 'number';
}

/** What a name means: one thing, several settings, or nothing. */
export type Meaning = Reference | { readonly kind: 'ambiguous'; readonly paths: readonly string[] } | null;

/** A vocabulary that is searched. Case is ignored where the same name in another case is not a different one. */
export interface Names {
  find(name: string): Meaning;
  /** The shortest name of a setting that means it and nothing else. */
  shortOf(path: string): string;
  /** Every name as it is best written, for suggestions: columns, metrics, settings. */
  readonly all: readonly string[];
}

const known = new WeakMap<Vocabulary, Names>();

/** The names of a vocabulary; made once for each. */
export function namesOf(vocabulary: Vocabulary): Names {
  const found = known.get(vocabulary) ?? createNames(vocabulary);
  known.set(vocabulary, found);
  return found;
}

/** `training.batch_size` and `batch_size`: a path and every end of it after a dot. */
function endsOf(path: string): string[] {
  const ends = [path];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) ends.push(path.slice(dot + 1));
  return ends;
}

function createNames({ settings, metrics }: Vocabulary): Names {
  const paths = new Set(settings);
  const exact = new Map<string, Reference>();
  const inLowerCase = new Map<string, Reference>();
  const add = (name: string, reference: Reference): void => {
    if (!exact.has(name)) exact.set(name, reference);
    if (!inLowerCase.has(name.toLowerCase())) inLowerCase.set(name.toLowerCase(), reference);
  };
  for (const name of columnNames) add(name, { kind: 'column', name });
  for (const name of metrics) add(name, { kind: 'metric', name, of: 'best' });
  for (const path of paths) add(path, { kind: 'setting', path });
  const byEnd = new Map<string, string[]>();
  for (const path of paths) {
    for (const end of endsOf(path)) {
      const key = end.toLowerCase();
      const others = byEnd.get(key);
      if (others === undefined) byEnd.set(key, [path]);
      else others.push(path);
    }
  }
  const find = (name: string): Meaning => {
    const key = name.toLowerCase();
    const whole = exact.get(name) ?? inLowerCase.get(key);
    if (whole !== undefined) return whole;
    const [path, ...others] = byEnd.get(key) ?? [];
    if (path === undefined) return null;
    return others.length === 0 ? { kind: 'setting', path } : { kind: 'ambiguous', paths: [path, ...others] };
  };
  const shortOf = (path: string): string => {
    const means = (end: string): boolean => {
      const meaning = find(end);
      return meaning?.kind === 'setting' && meaning.path === path && end !== '';
    };
    return endsOf(path).findLast(means) ?? path;
  };
  let all: readonly string[] | null = null;
  return {
    find,
    shortOf,
    get all() {
      return (all ??= [...columnNames, ...metrics, ...[...paths].map(shortOf)]);
    },
  };
}

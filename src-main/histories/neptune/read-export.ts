// What Neptune's exporter wrote: a folder for each project, in it one or more Parquet files for each run, and forks of runs.
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#shared/base/app-error.ts';
import { msg, type Message } from '#shared/base/message.ts';
import { systemReason } from '#shared/base/system-error.ts';
import {
  allTypes,
  DamagedExportFile,
  isExportFile,
  plainTypes,
  readRows,
  type AttributeType,
} from '#main/histories/neptune/export-file.ts';
import { NeptuneRun, type NeptuneFork } from '#main/histories/neptune/neptune-run.ts';
import type { Gathered } from '#main/histories/ordered-series.ts';
import type { HistoryPart } from '#main/ports/histories.ts';

const partName = /^(.*)_part_(\d{1,9})\.parquet$/;

/** Folders of a project that hold its registry of models, which are no runs. */
const registry = new Set(['models', 'model_versions']);

/** The exporter's own folder has its projects one level below, and is often beside another one in a folder of exports. */
const mostLevels = 3;

/** The files of one run, in the order in which they were written. */
interface RunFiles {
  readonly folder: string;
  readonly files: readonly string[];
  readonly faults: readonly Message[];
}

function filesIn(folder: string, names: readonly string[]): RunFiles[] {
  const byRun = new Map<string, { readonly name: string; readonly part: number }[]>();
  for (const name of names) {
    const [, run = name, part = '0'] = partName.exec(name) ?? [];
    const parts = byRun.get(run) ?? [];
    byRun.set(run, [...parts, { name, part: Number(part) }]);
  }
  return [...byRun.values()].map((parts) => {
    parts.sort((a, b) => a.part - b.part);
    const missing = parts.findIndex(({ part }, i) => part !== i);
    const first = join(folder, parts[0]?.name ?? '');
    return {
      folder: realpathSync(folder),
      files: parts.map(({ name }) => join(folder, name)),
      faults: missing < 0 ? [] : [msg`${first}: part ${missing} of this run is missing.`],
    };
  });
}

function* runFilesBelow(folder: string, levels = mostLevels): Generator<RunFiles, void> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = entries.filter((entry) => entry.isFile() && partName.test(entry.name)).map(({ name }) => name);
  if (names.length > 0) yield* filesIn(folder, names);
  if (levels === 0) return;
  for (const entry of entries)
    if (entry.isDirectory() && !entry.name.startsWith('.') && !registry.has(entry.name))
      yield* runFilesBelow(join(folder, entry.name), levels - 1);
}

/** Of a file that is part of a run, all parts of it. */
function runFilesAt(path: string): Iterable<RunFiles> {
  if (statSync(path).isDirectory()) return runFilesBelow(path);
  const run = partName.exec(basename(path))?.[1];
  const names = readdirSync(dirname(path)).filter((name) => partName.exec(name)?.[1] === run);
  return filesIn(dirname(path), run === undefined ? [basename(path)] : names);
}

/** Whether such files are there: the first one that can be looked into decides. @throws the system's error */
export function isExport(path: string): boolean {
  for (const { files } of runFilesAt(path)) if (files.some(isExportFile)) return true;
  return false;
}

/** @returns what was wrong */
async function readInto(
  { files }: RunFiles,
  types: ReadonlySet<AttributeType>,
  runs: Map<string, NeptuneRun>,
): Promise<Message[]> {
  const faults: Message[] = [];
  for (const file of files)
    try {
      for await (const rows of readRows(file, types))
        for (const row of rows) {
          if (row.run === '') continue;
          let run = runs.get(row.run);
          if (run === undefined) runs.set(row.run, (run = new NeptuneRun(row)));
          run.add(row);
        }
    } catch (thrown) {
      const reason = systemReason(thrown);
      if (reason !== null) faults.push(msg`${file} cannot be read: ${reason.why}.`);
      else if (thrown instanceof DamagedExportFile)
        faults.push(msg`${file} is damaged: what follows the damaged place cannot be read.`);
      else throw thrown;
    }
  return faults;
}

/** A run before its series are read. */
interface Head {
  readonly files: RunFiles;
  readonly id: string;
  readonly names: readonly string[];
  readonly fork: NeptuneFork | null;
}

/** Each after the one that it was forked from; those of a circle as they come. */
function parentsFirst(heads: readonly Head[]): { readonly head: Head; readonly parent: Head | null }[] {
  const byName = new Map(heads.flatMap((head) => head.names.map((name) => [name, head] as const)));
  const parentOf = (head: Head): Head | null => {
    const parent = head.fork === null ? undefined : byName.get(head.fork.parent);
    return parent === undefined || parent === head ? null : parent;
  };
  const seen = new Set<Head>();
  const ordered: { readonly head: Head; readonly parent: Head | null }[] = [];
  for (const head of heads) {
    const line: Head[] = [];
    for (let one: Head | null = head; one !== null && !seen.has(one); one = parentOf(one)) {
      seen.add(one);
      line.unshift(one);
    }
    for (const one of line) ordered.push({ head: one, parent: parentOf(one) });
  }
  return ordered;
}

/** The runs of one folder: forks are within a project. */
async function* readProject(project: readonly RunFiles[]): AsyncGenerator<HistoryPart, void> {
  const heads: Head[] = [];
  for (const files of project) {
    const runs = new Map<string, NeptuneRun>();
    await readInto(files, plainTypes, runs);
    // Without an attribute that can be read, its points may be.
    if (runs.size === 0) heads.push({ files, id: '', names: [], fork: null });
    for (const { id, names, fork } of runs.values()) heads.push({ files, id, names, fork });
  }
  const ordered = parentsFirst(heads);
  /** How many runs still need the points of one, and those points while some do. */
  const needed = new Map<Head, number>();
  for (const { parent } of ordered) if (parent !== null) needed.set(parent, (needed.get(parent) ?? 0) + 1);
  const kept = new Map<Head, ReadonlyMap<string, Gathered>>();
  for (const { head, parent } of ordered) {
    const runs = new Map<string, NeptuneRun>();
    const faults = [...head.files.faults, ...(await readInto(head.files, allTypes, runs))];
    const found = head.id === '' ? [...runs.values()] : [...runs.values()].filter(({ id }) => id === head.id);
    if (found.length === 0) for (const fault of faults) yield { fault };
    for (const run of found) {
      const points = parent === null ? undefined : kept.get(parent);
      if (points !== undefined && head.fork !== null) run.inherit(points, head.fork.step);
      if (needed.has(head)) kept.set(head, run.series);
      yield { run: run.logged(head.files.folder, parent?.id ?? null, faults) };
    }
    if (parent === null) continue;
    const left = (needed.get(parent) ?? 1) - 1;
    needed.set(parent, left);
    if (left === 0) kept.delete(parent);
  }
}

/** @throws AppError `invalid-data` without a file of the exporter */
export async function* readNeptune(path: string): AsyncGenerator<HistoryPart, void> {
  const byFolder = Map.groupBy(runFilesAt(path), ({ folder }) => folder);
  if (byFolder.size === 0)
    throw new AppError('invalid-data', msg`"${path}" has no Parquet file of Neptune's exporter.`, {
      hint: msg`Name the folder that neptune-exporter wrote its data to, or a project's folder in it.`,
    });
  for (const project of byFolder.values()) yield* readProject(project);
}

// Edits of a report: each takes a document and gives the next one, or the same where there is nothing to change. Pure.
import type { RunId } from '#shared/base/ids.ts';
import {
  mostBlocks,
  mostReportRuns,
  type ReportBlock,
  type ReportDocument,
  type ReportRun,
} from '#shared/reports/report.ts';
import { own, type TableColumn } from '#shared/runs/table-columns.ts';

/** The columns of a table that a person has not changed. */
export const firstReportColumns: readonly TableColumn[] = (
  ['number', 'name', 'best', 'epochs', 'duration', 'parameters'] as const
).map(own);

/** A new block of a kind, without an id. */
export function newBlock(kind: ReportBlock['kind']): ReportBlock {
  const id = '';
  switch (kind) {
    case 'text':
      return { id, kind, text: '' };
    case 'chart':
      return { id, kind, runs: null, metrics: [], axis: 'epoch', isLog: false, isLogX: false, spread: null };
    case 'table':
      return { id, kind, runs: null, columns: [...firstReportColumns] };
    case 'verdicts':
    case 'repeats':
      return { id, kind, runs: null, metric: null };
    case 'settings':
      return { id, kind, runs: null };
  }
}

function freeId(blocks: readonly ReportBlock[]): string {
  const taken = new Set(blocks.map(({ id }) => id));
  let number = blocks.length + 1;
  while (taken.has(`block_${number}`)) number++;
  return `block_${number}`;
}

/** Adds a block at a place, at the end without one. It keeps its id where that is free. Nothing is added to a full report. */
export function addBlock(document: ReportDocument, block: ReportBlock, index?: number): ReportDocument {
  const { blocks } = document;
  if (blocks.length >= mostBlocks) return document;
  const isTaken = block.id === '' || blocks.some(({ id }) => id === block.id);
  const added = isTaken ? { ...block, id: freeId(blocks) } : block;
  return { ...document, blocks: blocks.toSpliced(index ?? blocks.length, 0, added) };
}

/** Moves a block by so many places, at most to an end. */
export function moveBlock(document: ReportDocument, id: string, by: number): ReportDocument {
  const { blocks } = document;
  const from = blocks.findIndex((block) => block.id === id);
  const to = Math.max(0, Math.min(blocks.length - 1, from + by));
  const moved = blocks[from];
  if (moved === undefined || to === from) return document;
  return { ...document, blocks: blocks.toSpliced(from, 1).toSpliced(to, 0, moved) };
}

/** Puts a block in the place of the one with its id. */
export function changeBlock(document: ReportDocument, block: ReportBlock): ReportDocument {
  const index = document.blocks.findIndex(({ id }) => id === block.id);
  return index === -1 ? document : { ...document, blocks: document.blocks.with(index, block) };
}

/** Takes a block out. */
export function removeBlock(document: ReportDocument, id: string): ReportDocument {
  const blocks = document.blocks.filter((block) => block.id !== id);
  return blocks.length === document.blocks.length ? document : { ...document, blocks };
}

/** Adds runs that are not in the report yet, as many as it holds. */
export function addRuns(document: ReportDocument, added: readonly ReportRun[]): ReportDocument {
  const known = new Set(document.runs.map(({ id }) => id));
  const runs = [...document.runs, ...added.filter(({ id }) => !known.has(id))].slice(0, mostReportRuns);
  return runs.length === document.runs.length ? document : { ...document, runs };
}

/** Takes a run out of the report, and so out of its blocks. A block that showed only this run shows none. */
export function removeRun(document: ReportDocument, id: RunId): ReportDocument {
  const runs = document.runs.filter((run) => run.id !== id);
  if (runs.length === document.runs.length) return document;
  const blocks = document.blocks.map((block) =>
    block.kind === 'text' || block.runs === null
      ? block
      : { ...block, runs: block.runs.filter((shown) => shown !== id) },
  );
  return { runs, blocks };
}

/**
 * Adds blocks about these runs. They show all runs of the report where these are all that it has, so that one added later is
 * shown too; else these alone.
 */
export function addAbout(
  document: ReportDocument,
  runs: readonly ReportRun[],
  blocks: readonly ReportBlock[],
): ReportDocument {
  const withRuns = addRuns(document, runs);
  const shown = withRuns.runs.filter(({ id }) => runs.some((run) => run.id === id)).map(({ id }) => id);
  const about = shown.length === withRuns.runs.length ? null : shown;
  return blocks.reduce(
    (next, block) => addBlock(next, block.kind === 'text' ? block : { ...block, runs: about }),
    withRuns,
  );
}

import { describe, expect, it } from 'vitest';
import { runIdSchema } from '#shared/base/ids.ts';
import {
  addAbout,
  addBlock,
  addRuns,
  changeBlock,
  moveBlock,
  newBlock,
  removeBlock,
  removeRun,
} from '#shared/reports/edit-report.ts';
import {
  emptyReport,
  longestText,
  mostBlocks,
  mostReportRuns,
  reportDocumentSchema,
  type ReportBlock,
  type ReportDocument,
} from '#shared/reports/report.ts';

const run = (number: number) => ({ id: runIdSchema.parse(`run${number}`), name: `Run ${number}` });
const text = (id: string): ReportBlock => ({ id, kind: 'text', text: id });
const ids = ({ blocks }: ReportDocument): string => blocks.map(({ id }) => id).join(' ');
const abc = ['a', 'b', 'c'].reduce((report, id) => addBlock(report, text(id)), emptyReport);

describe('blocks', () => {
  it('are added at a place with an id of their own, and come back to where they were', () => {
    expect(ids(abc)).toBe('a b c');
    const more = addBlock(abc, newBlock('chart'), 1);
    expect(ids(more)).toBe('a block_4 b c');
    expect(ids(addBlock(more, newBlock('table')))).toBe('a block_4 b c block_5');
    const without = removeBlock(more, 'block_4');
    expect(ids(without)).toBe('a b c');
    expect(addBlock(without, more.blocks[1]!, 1)).toEqual(more);
    expect(ids(addBlock(abc, text('b')))).toBe('a b c block_4');
  });

  it('are moved, at most to an end, and changed; what changes nothing gives the same report', () => {
    expect(ids(moveBlock(abc, 'c', -1))).toBe('a c b');
    expect(ids(moveBlock(abc, 'a', 1))).toBe('b a c');
    expect(ids(moveBlock(abc, 'a', 9))).toBe('b c a');
    expect(moveBlock(abc, 'a', -1)).toBe(abc);
    expect(moveBlock(abc, 'nowhere', 1)).toBe(abc);
    expect(changeBlock(abc, { id: 'b', kind: 'text', text: 'other' }).blocks[1]).toMatchObject({ text: 'other' });
    expect(changeBlock(abc, text('nowhere'))).toBe(abc);
    expect(removeBlock(abc, 'nowhere')).toBe(abc);
  });

  it('are not more than a report holds', () => {
    let report = emptyReport;
    for (let i = 0; i < mostBlocks + 5; i++) report = addBlock(report, newBlock('text'));
    expect(report.blocks).toHaveLength(mostBlocks);
    expect(reportDocumentSchema.safeParse(report).success).toBe(true);
    expect(addBlock(report, newBlock('text'))).toBe(report);
  });
});

describe('runs', () => {
  it('are added once, as many as a report holds', () => {
    const two = addRuns(emptyReport, [run(1), run(2), run(1)].slice(0, 2));
    expect(addRuns(two, [run(2)])).toBe(two);
    const many = addRuns(
      two,
      Array.from({ length: 100 }, (_, i) => run(i)),
    );
    expect(many.runs).toHaveLength(mostReportRuns);
  });

  it('leave the blocks that show them; a block of all runs stays one', () => {
    const report = addBlock(addBlock(addRuns(emptyReport, [run(1), run(2)]), newBlock('settings')), {
      ...newBlock('verdicts'),
      runs: [run(1).id],
    } as ReportBlock);
    const without = removeRun(report, run(1).id);
    expect(without.runs).toEqual([run(2)]);
    expect(without.blocks).toMatchObject([{ runs: null }, { runs: [] }]);
    expect(removeRun(without, run(1).id)).toBe(without);
  });

  it('of what is added are all of a new report, and named in one that has others', () => {
    const fresh = addAbout(emptyReport, [run(1), run(2)], [newBlock('verdicts'), newBlock('text')]);
    expect(fresh.blocks).toMatchObject([{ kind: 'verdicts', runs: null }, { kind: 'text' }]);
    const later = addAbout(fresh, [run(2), run(3)], [newBlock('chart')]);
    expect(later.runs.map(({ name }) => name)).toEqual(['Run 1', 'Run 2', 'Run 3']);
    expect(later.blocks.at(-1)).toMatchObject({ kind: 'chart', runs: ['run2', 'run3'] });
  });
});

describe('what is read', () => {
  it.each([
    ['two blocks with one id', { runs: [], blocks: [text('a'), text('a')] }],
    ['a run twice', { runs: [run(1), run(1)], blocks: [] }],
    ['a text that is too long', { runs: [], blocks: [{ ...text('a'), text: 'x'.repeat(longestText + 1) }] }],
    ['an unknown kind', { runs: [], blocks: [{ id: 'a', kind: 'video' }] }],
    ['no list', { runs: {}, blocks: [] }],
  ])('is no report with %s', (_, document) => {
    expect(reportDocumentSchema.safeParse(document).success).toBe(false);
  });

  it('is one with the longest text', () => {
    const document = { runs: [run(1)], blocks: [{ ...text('a'), text: 'x'.repeat(longestText) }] };
    expect(reportDocumentSchema.parse(document)).toEqual(document);
  });
});

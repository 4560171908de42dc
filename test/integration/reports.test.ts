// Reports as a page asks for them, over a real home folder, and in its database.
import { afterAll, describe, expect, it } from 'vitest';
import { reportIdSchema } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { addBlock, newBlock } from '#shared/reports/edit-report.ts';
import { emptyReport, longestText, type ReportDocument } from '#shared/reports/report.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { temporaryHome } from '../support/home.ts';
import { openStores, temporaryHome as databaseHome } from './db/home.ts';

const home = temporaryHome();
afterAll(home.remove);
const document: ReportDocument = addBlock(emptyReport, { ...newBlock('text'), id: 'a' });

it('are kept, saved by revision, renamed, deleted and restored, and are there when the home is opened again', async () => {
  const workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  const events: WorkbenchEvent[] = [];
  workbench.subscribe((event) => events.push(event));
  const { handlers } = workbench;
  const { id, revision } = await handlers['reports.add']({ name: '<b>Findings</b>', document });
  const longer = addBlock(document, { kind: 'text', id: 'b', text: '한'.repeat(longestText) });
  const saved = await handlers['reports.save']({ id, revision, document: longer });
  expect(saved.revision).toBe(revision + 1);
  expect(events.map(({ type }) => type)).toEqual(['changed', 'report']);
  expect(() => handlers['reports.save']({ id, revision, document })).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  );
  await handlers['reports.rename']({ id, name: 'Findings', from: '<b>Findings</b>' });
  expect(() => handlers['reports.rename']({ id, name: 'x', from: 'other' })).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  );
  const { report } = await handlers['reports.delete']({ id });
  expect(await handlers['reports.list']({})).toEqual({ items: [], unreadable: [] });
  expect(() => handlers['reports.get']({ id })).toThrow(expect.objectContaining({ code: 'not-found' }));
  if (report === null) throw new Error('It was whole.');
  await handlers['reports.restore']({ report });
  await handlers['reports.restore']({ report });
  await workbench.close();

  const again = openWorkbench({ home: home.path, purpose: 'a test' });
  const list = await again.handlers['reports.list']({});
  expect(list.items).toMatchObject([{ id, name: 'Findings', blocks: 2, runs: 0 }]);
  expect((await again.handlers['reports.get']({ id })).document).toEqual(longer);
  await again.close();
});

describe('in the database', () => {
  const report = (number: number) => ({
    id: reportIdSchema.parse(`rep${number}`),
    name: `Report ${number}`,
    updatedAtMs: number,
    revision: 1,
    document,
  });

  it('one that cannot be read is said, hides no other, and can be deleted', () => {
    const { reports, database } = openStores(databaseHome());
    reports.add(report(1));
    reports.add(report(2));
    reports.add({ ...report(2), name: 'not added twice' });
    const damage = database.connection.prepare('UPDATE reports SET document = ? WHERE id = ?');
    for (const text of ['{', '[]', '{"runs":[],"blocks":[{"id":"a","kind":"video"}]}']) {
      damage.run(text, 'rep1');
      const { items, damaged } = reports.listAll();
      expect(items).toEqual([report(2)]);
      expect(damaged).toMatchObject([{ id: 'rep1', error: { code: 'damaged' } }]);
      expect(() => reports.get(report(1).id)).toThrow('The report "Report 1" cannot be read from the database.');
    }
    database.connection.prepare('UPDATE reports SET id = ? WHERE id = ?').run('No id!', 'rep1');
    expect(reports.listAll().damaged).toMatchObject([{ id: 'No id!' }]);
    reports.delete('No id!');
    expect(reports.listAll()).toEqual({ items: [report(2)], damaged: [] });
    for (const ask of [() => reports.delete('No id!'), () => reports.save(report(9))])
      expect(ask).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

// What lies damaged in a home folder is listed as what cannot be read, and can be deleted; nobody sees a stack trace.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { datasetIdSchema } from '#shared/base/ids.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { checkDatabase } from '#main/db/check-database.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { strata } from '../../support/strata.ts';
import { newRun, points, temporaryHome } from '../db/home.ts';

describe('a run whose row is damaged', () => {
  it('is listed as one that cannot be read, and deleted by its id', async () => {
    const home = temporaryHome();
    const stores = createStores(openDatabase({ home }));
    const [whole, wrongBest, wrongId] = [newRun(), newRun(), newRun()].map((run) => stores.runs.create(run).id);
    stores.runs.addMetrics(wrongBest!, points('epoch/loss', 1, 3));
    stores.runs.interruptUnfinished(1);
    stores.close();
    mkdirSync(join(home, 'runs', wrongBest!), { recursive: true });
    writeFileSync(join(home, 'runs', wrongBest!, 'weights.safetensors'), 'weights');
    const database = new Database(join(home, 'strata.db'));
    database.prepare('UPDATE runs SET best = ? WHERE id = ?').run('{"metric":', wrongBest);
    database.prepare('UPDATE runs SET id = ? WHERE id = ?').run('No id!', wrongId);
    database.close();

    const [list] = (await strata(home, 'runs', 'list', '--json')).json();
    expect(list).toMatchObject([
      { id: whole, status: 'interrupted' },
      { id: 'No id!', status: 'unreadable', error: { code: 'damaged' } },
      { id: wrongBest, status: 'unreadable', error: { code: 'damaged' } },
    ]);
    const table = await strata(home, 'runs', 'list');
    expect(table.stdout).toMatch(new RegExp(`^${wrongBest!} .*cannot be read`, 'm'));
    expect(table.stderr).toContain(`"strata runs delete ${wrongBest!}" deletes this one`);
    expect(await strata(home, 'runs', 'show', wrongBest!)).toMatchObject({ code: 1 });

    const deletion = await strata(home, 'runs', 'delete', wrongBest!, 'No id!');
    expect(deletion).toMatchObject({ code: 0, stderr: expect.stringMatching(/Deleted 2 runs\.\n$/) });
    expect(existsSync(join(home, 'runs', wrongBest!))).toBe(false);
    expect((await strata(home, 'runs', 'list', '--json')).json()).toMatchObject([[{ id: whole }]]);
    expect(await strata(home, 'runs', 'delete', 'No id!')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no run "No id!".'),
    });
  });
});

it('the doctor names versions, reports and unsaved edits that cannot be read, and counts each kind', async () => {
  const home = temporaryHome();
  openDatabase({ home }).close();
  const database = new Database(join(home, 'strata.db'));
  database.exec(`
    INSERT INTO named_versions (id, source, name, saved_at_ms, document) VALUES
      ('0123456789abcde', 'template/imdb-conv1d', 'whole', 1, '{}'),
      ('0123456789abcdf', 'template/imdb-conv1d', 'cut', 1, '{'),
      ('no id', 'template/imdb-conv1d', 'lost', 1, '{}'),
      ('0123456789abcdg', 'nowhere', 'astray', 1, '{}');
    INSERT INTO drafts (key, updated_at_ms, done, document, unread, saved, revision, aside) VALUES
      ('template/a', 1, 0, '{}', '{ typed', '{}', 'one', NULL),
      ('template/b', 1, 0, '{', NULL, '{}', 'one', NULL),
      ('template/c', 1, 1, '{}', NULL, '{}', 'one', NULL),
      ('template/d', 1, 0, '{}', NULL, '{}', 'one', '{');
    INSERT INTO draft_steps (draft, place, step) VALUES ('template/c', 0, '{');
    INSERT INTO reports (id, name, updated_at_ms, revision, document) VALUES
      ('0123456789abcde', 'whole', 1, 1, '{"runs":[],"blocks":[]}'),
      ('0123456789abcdf', 'torn', 1, 1, '{"runs":[]}');`);
  database.close();

  const { code, stdout } = await strata(home, 'doctor');
  expect(code).toBe(0);
  expect(stdout).toContain('Runs and experiments 0 of 0 can be read\n');
  expect(stdout).toContain('Named versions 1 of 4 can be read\n');
  expect(stdout).toContain('Reports 1 of 2 can be read\n');
  expect(stdout).toMatch(/^ {2}The report "torn" cannot be read/m);
  expect(stdout).toContain('Unsaved edits 1 of 4 can be read\n');
  for (const name of ['cut', 'lost', 'astray'])
    expect(stdout).toMatch(new RegExp(`^  The version "${name}" cannot be read`, 'm'));
  expect(stdout).toMatch(/^ {2}The unsaved edits of template\/b cannot be read .* as it is saved/m);
  for (const id of ['c', 'd'])
    expect(stdout).toMatch(new RegExp(`^  The history of the unsaved edits of template/${id} cannot be read`, 'm'));
  const [report] = (await strata(home, 'doctor', '--json')).json();
  expect(report).toMatchObject({ unreadable: Array.from({ length: 7 }, () => ({ code: 'damaged' })) });
});

it('the doctor names runs and experiments that cannot be read, and what can be done', async () => {
  const home = temporaryHome();
  const stores = createStores(openDatabase({ home }));
  const [, wrong] = [newRun(), newRun()].map((run) => stores.runs.create(run).id);
  stores.runs.interruptUnfinished(1);
  stores.close();
  const database = new Database(join(home, 'strata.db'));
  database.prepare('UPDATE runs SET best = ? WHERE id = ?').run('{"metric":', wrong);
  database.exec("INSERT INTO experiments (id, name, updated_at_ms, document) VALUES ('abcd', 'x', 1, '{')");
  database.close();

  const { code, stdout } = await strata(home, 'doctor');
  expect(code).toBe(0);
  expect(stdout).toContain('Runs and experiments 1 of 3 can be read\n');
  expect(stdout).toMatch(
    new RegExp(`^  Run ${wrong!} cannot be read .*"strata runs delete ${wrong!}" deletes this one`, 'm'),
  );
  expect(stdout).toMatch(/^  Experiment abcd cannot be read .* Delete this one in the window/m);
  const details = [{ runId: wrong }, { experimentId: 'abcd' }];
  expect((await strata(home, 'doctor', '--json')).json()).toMatchObject([
    { unreadable: details.map((each) => ({ code: 'damaged', details: each })) },
  ]);
});

describe('what a screen is told', () => {
  it('names runs, experiments and data sets that cannot be read, and deletes them', async () => {
    const home = temporaryHome();
    const database = openDatabase({ home });
    database.connection.exec(`
      INSERT INTO experiments (id, name, updated_at_ms, document) VALUES ('../no id', 'x', 1, '{}');
      INSERT INTO runs (id, name, kind, status, dataset, seed, epochs, epochs_done, created_at_ms, color)
        VALUES ('No id!', 'x', 'training', 'completed', 'x', 0, 1, 1, 1, 0)`);
    database.close();
    mkdirSync(join(home, 'datasets', 'broken'), { recursive: true });
    writeFileSync(join(home, 'datasets', 'broken', 'dataset.json'), '{');
    const workbench = openWorkbench({ home, purpose: 'a test' });
    onTestFinished(() => workbench.close());
    const { handlers } = workbench;
    const events: WorkbenchEvent[] = [];
    workbench.subscribe((event) => events.push(event));

    const damaged = { code: 'damaged' };
    expect(await handlers['runs.list']({ below: null })).toMatchObject({
      runs: { count: 0 },
      next: null,
      unreadable: [{ id: 'No id!', error: damaged }],
    });
    expect(await handlers['experiments.list']({})).toMatchObject({
      items: [],
      unreadable: [{ id: '../no id', error: damaged }],
    });
    expect(await handlers['datasets.list']({})).toMatchObject({
      items: [],
      unreadable: [{ id: 'broken', error: damaged }],
    });

    await handlers['runs.delete']({ ids: ['No id!'] });
    await handlers['experiments.delete']({ id: '../no id' });
    await handlers['datasets.delete']({ id: datasetIdSchema.parse('broken') });
    expect(await handlers['runs.list']({ below: null })).toMatchObject({ runs: { count: 0 }, unreadable: [] });
    for (const what of ['experiments', 'datasets'] as const)
      expect(await handlers[`${what}.list`]({})).toEqual({ items: [], unreadable: [] });
    for (const what of ['runs', 'experiments', 'datasets'] as const) {
      expect(events).toContainEqual({ type: 'changed', what });
    }
  });
});

describe('a data set that is damaged', () => {
  it('is listed as one that cannot be read, and deleted by its id', async () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'datasets', 'broken'), { recursive: true });
    writeFileSync(join(home, 'datasets', 'broken', 'dataset.json'), '{');
    const list = await strata(home, 'data', 'list');
    expect(list).toMatchObject({ code: 0, stdout: expect.stringMatching(/^broken +cannot be read/m) });
    expect(list.stderr).toContain('is not JSON');
    expect((await strata(home, 'data', 'list', '--json')).json()).toMatchObject([
      [{ id: 'broken', status: 'unreadable', error: { code: 'damaged' } }],
    ]);
    expect(await strata(home, 'data', 'delete', 'broken')).toMatchObject({ code: 0 });
    expect(readdirSync(join(home, 'datasets'))).toEqual([]);
  });

  it('in one of its files is replaced by getting or importing it again, as the sentence says', async () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'a.csv'), 'temp\n1\n2\n3\n');
    const importing = ['data', 'import', join(home, 'a.csv'), '--as', 'series', '--id', 'mine', '--json'];
    for (const [call, id] of [
      [['data', 'get', 'weather', '--json'], 'weather'],
      [importing, 'mine'],
    ] as const) {
      expect((await strata(home, ...call)).code).toBe(0);
      const folder = join(home, 'datasets', id);
      const file = join(
        folder,
        readdirSync(folder).find((name) => name.endsWith('.f64'))!,
      );
      const bytes = readFileSync(file);
      writeFileSync(file, Buffer.from(bytes).fill(0xff, 0, 2));
      expect((await strata(home, ...call)).code).toBe(0);
      expect(readFileSync(file).equals(bytes)).toBe(true);
    }
    // A whole one is not replaced.
    expect((await strata(home, ...importing)).stderr).toContain('There is a data set "mine" already.');
  });

  it('whose deletion was killed is gone', async () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'datasets', '.deleted-999999999-abc'), { recursive: true });
    writeFileSync(join(home, 'datasets', '.deleted-999999999-abc', 'rest'), '');
    expect((await strata(home, 'data', 'list', '--json')).json()).toEqual([[]]);
    expect(readdirSync(join(home, 'datasets'))).toEqual([]);
  });
});

describe('a thing where another should be', () => {
  it('as a folder lock.json keeps nobody from working', async () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'lock.json', 'inner'), { recursive: true });
    expect(await strata(home, 'data', 'get', 'weather', '--json')).toMatchObject({
      code: 0,
      stderr: expect.not.stringMatching(/\n +at /),
    });
  });

  it.each(['strata.db', 'lock.db'])('as a folder %s is named in a sentence', async (name) => {
    const home = temporaryHome();
    mkdirSync(join(home, name));
    const { code, stderr } = await strata(
      home,
      ...(name === 'lock.db' ? ['data', 'get', 'weather'] : ['runs', 'list']),
    );
    expect(stderr).toMatch(/^strata: .*\.db cannot be used: a folder stands where a file is needed\.\n.*\n$/);
    expect(code).toBe(1);
  });

  it('as a file datasets is named in a sentence', async () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'datasets'), '');
    for (const args of [
      ['data', 'list'],
      ['data', 'get', 'weather'],
    ]) {
      const { code, stderr } = await strata(home, ...args);
      expect(stderr.split('\n')[0]).toMatch(/^strata: .*datasets/);
      expect(stderr).not.toMatch(/\n +at /);
      expect(code).toBe(1);
    }
    rmSync(join(home, 'datasets'));
  });

  it('a database without a table is kept aside, and the work begins anew', async () => {
    const home = temporaryHome();
    openDatabase({ home }).close();
    const database = new Database(join(home, 'strata.db'));
    database.exec('DROP TABLE metrics');
    database.close();
    const list = await strata(home, 'runs', 'list');
    expect(list.stderr).toMatch(/^strata: The database .* is damaged: the table "metrics" is missing\.\n.*\n$/);
    expect(list.code).toBe(1);
    const get = await strata(home, 'data', 'get', 'weather');
    expect(get).toMatchObject({ code: 0, stderr: expect.stringContaining('strata.db.damaged-') });
    expect((await strata(home, 'runs', 'list', '--json')).json()).toEqual([[]]);
  });
});

describe('a damaged database', () => {
  it.each([
    [
      'pages',
      (bytes: Buffer) => bytes.fill(0xa5, 6 * 4096, 8 * 4096),
      /a check finds \d+ fault|parts of it contradict each other/,
    ],
    ['first bytes', (bytes: Buffer) => bytes.fill(0, 0, 200), /it is no database/],
  ])('is told in a sentence, not in words of SQLite, when its %s are wrong', async (_, damage, reason) => {
    const home = temporaryHome();
    const stores = createStores(openDatabase({ home }));
    for (let i = 0; i < 8; i++) stores.runs.addMetrics(stores.runs.create(newRun()).id, points('epoch/loss', 1, 300));
    stores.close();
    const path = join(home, 'strata.db');
    writeFileSync(path, damage(readFileSync(path)));
    const raw = /Tree|btree|\*\*\*|malformed|experiments 0 of 0/;

    const list = await strata(home, 'runs', 'list');
    expect(list.code).toBe(1);
    expect(list.stderr).toMatch(
      /^strata: The database .*\/strata\.db is damaged: .*\.\n.*copy of yours.*docs\/database\.md.*\n$/,
    );
    expect(list.stderr).toMatch(reason);
    const doctor = await strata(home, 'doctor');
    expect(doctor.stdout).toMatch(/^Database cannot be used\n {2}The database .* is damaged: .* docs\/database\.md/m);
    expect(checkDatabase(home)).toMatchObject({ ok: false, hint: expect.stringContaining('docs/database.md') });
    const get = await strata(home, 'data', 'get', 'weather');
    expect(get).toMatchObject({ code: 0, stderr: expect.stringContaining('strata.db.damaged-') });
    for (const { stdout, stderr } of [list, doctor, get]) expect(stdout + stderr).not.toMatch(raw);
  });
});

it('a data file with a Korean name gets an id', async () => {
  const home = temporaryHome();
  for (const [name, id] of [
    ['내 데이터 (최종).csv', 'data'],
    ['다른 데이터.csv', 'data-2'],
  ] as const) {
    writeFileSync(join(home, name), 'temp\n1\n2\n');
    const { code, json } = await strata(home, 'data', 'import', join(home, name), '--as', 'series', '--json');
    expect(code).toBe(0);
    expect(json()).toMatchObject([{ id, title: name }]);
  }
});

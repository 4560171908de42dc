// How SQLite carries out the statements of the repositories: metrics are found, never searched through.
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#main/db/connection.ts';
import { migrate } from '#main/db/migrate.ts';
import { migrations } from '#main/db/migrations/index.ts';
import { draftSql } from '#main/db/repositories/draft-repository.ts';
import { experimentSql } from '#main/db/repositories/experiment-repository.ts';
import { figureSql } from '#main/db/repositories/metric-figures.ts';
import { metricSql } from '#main/db/repositories/metric-table.ts';
import { recordedSql } from '#main/db/repositories/recorded-runs.ts';
import { runSql } from '#main/db/repositories/run-repository.ts';
import { reportSql } from '#main/db/repositories/report-repository.ts';
import { settingSql } from '#main/db/repositories/setting-table.ts';
import { versionSql } from '#main/db/repositories/version-repository.ts';

let connection: Connection;
beforeAll(() => {
  connection = new Database(':memory:');
  migrate(connection, migrations);
  return () => void connection.close();
});

function planOf(sql: string): string[] {
  const parameters = new Array<number>((sql.match(/\?/g) ?? []).length).fill(1);
  return connection
    .prepare<number[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map(({ detail }) => detail);
}

describe('query plans', () => {
  it.each(Object.entries(metricSql))('metrics, %s: no scan of the points', (_, sql) => {
    expect(planOf(sql).filter((line) => /SCAN metrics\b|TEMP B-TREE/.test(line))).toEqual([]);
  });

  it('reads a series from its first row to its last, without sorting', () => {
    const plan = ['SEARCH metrics USING PRIMARY KEY (run=? AND key=? AND step>? AND step<?)'];
    expect(planOf(metricSql.steps)).toEqual(plan);
    expect(planOf(metricSql.values)).toEqual(plan);
    const { lastNumber, end, least, most, stepOf } = figureSql;
    for (const sql of [metricSql.first, metricSql.last, lastNumber, end, least, most, stepOf])
      expect(planOf(sql)).toEqual(['SEARCH metrics USING PRIMARY KEY (run=? AND key=?)']);
  });

  it('reads a part of the list of runs from where the last one ended', () => {
    expect(planOf(runSql.page)).toEqual(['SEARCH runs USING INTEGER PRIMARY KEY (rowid<?)']);
  });

  it('deletes a run’s points by their key', () => {
    expect(planOf(metricSql.delete)).toEqual(['SEARCH metrics USING PRIMARY KEY (run=?)']);
  });

  it.each([
    ['findRow', runSql.findRow],
    ['getSummary', runSql.getSummary],
    ['getByRow', runSql.getByRow],
    ['by its origin', recordedSql.find],
    ['delete', runSql.delete],
    ['an experiment', experimentSql.get],
    ['a draft', draftSql.get],
    ["a draft's revision", draftSql.revision],
    ['whether an experiment is there', experimentSql.has],
    ['a named version', versionSql.get],
    ['a new name of a version', versionSql.rename],
    ['the deletion of a version', versionSql.delete],
    ['a report', reportSql.get],
    ['a saved report', reportSql.save],
    ['the deletion of a report', reportSql.delete],
  ])('one run is found by its key: %s', (_, sql) => {
    expect(planOf(sql)).toEqual([
      expect.stringMatching(/^SEARCH (runs|experiments|drafts|named_versions|reports) USING /),
    ]);
  });

  it('finds a run with its document by two keys', () => {
    expect(planOf(runSql.get)).toEqual([
      expect.stringMatching(/^SEARCH runs USING INDEX .*\(id=\?\)/),
      expect.stringMatching(/^SEARCH run_documents USING INTEGER PRIMARY KEY \(rowid=\?\)/),
    ]);
  });

  it('reads a part of a column in the order of its rows', () => {
    const settings = ['SEARCH run_settings USING PRIMARY KEY (path=? AND run>? AND run<?)'];
    const metrics = ['SEARCH run_metrics USING PRIMARY KEY (key=? AND run>? AND run<?)'];
    expect(planOf(settingSql.column)).toEqual(settings);
    for (const sql of [figureSql.last, figureSql.min, figureSql.max]) expect(planOf(sql)).toEqual(metrics);
    expect(planOf(figureSql.at)).toEqual([...metrics, 'SEARCH metrics USING PRIMARY KEY (run=? AND key=? AND step=?)']);
  });

  it('finds what belongs to one run by an index', () => {
    expect(planOf(figureSql.delete)).toEqual([
      expect.stringMatching(/USING (COVERING )?INDEX run_metrics_by_run \(run=\?\)/),
    ]);
    expect(planOf(figureSql.deleteOne)).toEqual(['SEARCH run_metrics USING PRIMARY KEY (key=? AND run=?)']);
    for (const sql of [settingSql.delete, settingSql.ofRun])
      expect(planOf(sql)[0]).toMatch(/USING (COVERING )?INDEX run_settings_by_run \(run=\?\)/);
  });

  it('finds a baseline by its data and loss, and the runs of the same data', () => {
    const found = expect.stringMatching(/^SEARCH runs USING INDEX runs_by_data \(dataset_hash=\?/);
    expect(planOf(runSql.findBaseline)[0]).toEqual(found);
    expect(planOf(runSql.shareTargets)).toEqual([found]);
  });

  it('finds the runs of one model on one data set by the index', () => {
    const found = expect.stringMatching(/^SEARCH runs USING INDEX runs_by_model \(model=\? AND dataset=\?\)/);
    for (const sql of [runSql.findFirst, runSql.seedsOf]) expect(planOf(sql)).toEqual([found]);
  });

  it('finds the versions of a source by the index, in its order', () => {
    const found = expect.stringMatching(
      /^SEARCH named_versions USING (COVERING )?INDEX named_versions_by_source \(source=\?\)/,
    );
    for (const sql of [versionSql.list, versionSql.move, versionSql.deleteAll]) expect(planOf(sql)).toEqual([found]);
  });

  it('lists runs in the order of the index', () => {
    expect(planOf(runSql.list)).toEqual(['SCAN runs USING INDEX runs_by_time']);
  });
});

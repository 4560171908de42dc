// Named versions in a real file.
import { describe, expect, it } from 'vitest';
import { versionIdSchema } from '#shared/base/ids.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import type { StoredVersion } from '#main/ports/version-store.ts';
import { openStores, temporaryHome } from './home.ts';

const source: DraftSource = { from: 'template', id: 'imdb/conv1d' };
const other: DraftSource = { from: 'experiment', id: 'exp0000000001' };

function version(number: number, change: Partial<StoredVersion> = {}): StoredVersion {
  const id = versionIdSchema.parse(`ver${number}`);
  return { id, source, name: `v${number}`, savedAtMs: number, parameters: 10, document: { strata: number }, ...change };
}

describe('named versions', () => {
  it('are there when the file is opened again, newest first, with any document', () => {
    const home = temporaryHome();
    const first = openStores(home);
    first.versions.add(version(1, { document: { unknown: ['kept'] }, parameters: null }));
    first.versions.add(version(3));
    first.versions.add(version(2, { savedAtMs: 3.2 }));
    first.versions.add(version(4, { source: other }));
    first.close();

    const { versions } = openStores(home);
    expect(versions.list(source).map(({ name }) => name)).toEqual(['v2', 'v3', 'v1']);
    expect(versions.list(source).at(-1)).toEqual({ id: 'ver1', name: 'v1', savedAtMs: 1, parameters: null });
    expect(versions.get(version(1).id)).toEqual(version(1, { document: { unknown: ['kept'] }, parameters: null }));
    expect(versions.list({ from: 'run', id: source.id })).toEqual([]);
  });

  it('are renamed, deleted and restored; a restored one is not added twice', () => {
    const { versions } = openStores(temporaryHome());
    versions.add(version(1));
    expect(versions.rename(version(1).id, 'best so far')).toEqual(source);
    const kept = versions.get(version(1).id);
    expect(kept.name).toBe('best so far');
    expect(versions.delete(kept.id)).toEqual(source);
    expect(versions.list(source)).toEqual([]);
    versions.add(kept);
    versions.add({ ...kept, name: 'again' });
    expect(versions.list(source).map(({ name }) => name)).toEqual(['best so far']);
    const missing = versionIdSchema.parse('none');
    for (const ask of [
      () => versions.get(missing),
      () => versions.rename(missing, 'x'),
      () => versions.delete(missing),
    ])
      expect(ask).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('move to another source and are deleted with one', () => {
    const { versions } = openStores(temporaryHome());
    for (const each of [version(1), version(2), version(3, { source: other })]) versions.add(each);
    versions.move(source, other);
    expect(versions.list(source)).toEqual([]);
    expect(versions.list(other).map(({ name }) => name)).toEqual(['v3', 'v2', 'v1']);
    versions.deleteAll(other);
    expect(versions.list(other)).toEqual([]);
  });

  it('that are damaged stay in the list and can be deleted; the others are whole', () => {
    const { versions, database } = openStores(temporaryHome());
    versions.add(version(1));
    versions.add(version(2));
    for (const damaged of ['{', '[1]']) {
      database.connection.prepare('UPDATE named_versions SET document = ? WHERE id = ?').run(damaged, 'ver1');
      expect(() => versions.get(version(1).id)).toThrow(expect.objectContaining({ code: 'damaged' }));
    }
    expect(versions.list(source)).toHaveLength(2);
    versions.delete(version(1).id);
    expect(versions.get(version(2).id).document).toEqual({ strata: 2 });
  });
});

// What a killed program had not written to its end is gone after the next start.
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeUnfinished } from '#main/files/write-whole.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { newRun, temporaryHome } from '../db/home.ts';
import { startProgram } from '../db/processes/start.ts';

const unfinishedIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.includes('.unfinished-'));

it('in the home folder and in the folders of interrupted runs', async () => {
  const home = temporaryHome();
  const stores = createStores(openDatabase({ home }));
  const { id } = stores.runs.create(newRun());
  stores.runs.update(id, { status: 'running', startedAtMs: 1 });
  stores.close();
  const folder = join(home, 'runs', id);
  mkdirSync(folder, { recursive: true });
  const program = startProgram(
    '../../files/programs/write-half',
    join(home, 'settings.json'),
    join(folder, 'checkpoint.safetensors'),
  );
  await program.waitFor((line) => line === 'half');
  removeUnfinished(home);
  removeUnfinished(folder);
  expect([home, folder].map((each) => unfinishedIn(each).length)).toEqual([1, 1]);
  await program.end('SIGKILL');

  const workbench = openWorkbench({ home, purpose: 'a test' });
  onTestFinished(() => workbench.close());
  expect([home, folder].map(unfinishedIn)).toEqual([[], []]);
  expect(workbench.runs.get(id).status).toBe('interrupted');
});

it('also where the next process has the same id, but not what this one writes', () => {
  const folder = temporaryHome();
  const [old, now] = ['a', 'b'].map((name) => join(folder, `${name}.json.unfinished-${process.pid}`)) as [
    string,
    string,
  ];
  for (const path of [old, now, join(folder, 'mine.unfinished-work')]) writeFileSync(path, 'half');
  const beforeStart = Date.now() / 1000 - process.uptime() - 60;
  utimesSync(old, beforeStart, beforeStart);
  removeUnfinished(folder);
  expect(readdirSync(folder)).toEqual([`b.json.unfinished-${process.pid}`, 'mine.unfinished-work']);
  removeUnfinished(join(folder, 'none'));
});

// Named versions as a page asks for them, over a real home folder: what becomes of them with what they are versions of.
import { afterAll, expect, it } from 'vitest';
import { jsonObjectSchema } from '#shared/base/json.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { DraftSource } from '#shared/experiment/draft.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { temporaryHome } from '../support/home.ts';
import { weatherGru } from '../support/sample-experiments.ts';

const home = temporaryHome();
afterAll(home.remove);
const template: DraftSource = { from: 'template', id: 'weather-gru' };
const document = jsonObjectSchema.parse(JSON.parse(JSON.stringify(weatherGru)));

it('are kept, restored, and go with the model that is saved; they are deleted with it', async () => {
  const workbench = openWorkbench({ home: home.path, purpose: 'a test' });
  try {
    const { handlers } = workbench;
    const events: WorkbenchEvent[] = [];
    workbench.subscribe((event) => events.push(event));
    const first = await handlers['versions.save']({ source: template, name: 'first', document });
    const unfinished = { ...document, model: { nodes: [] } };
    const second = await handlers['versions.save']({ source: template, name: 'unfinished', document: unfinished });
    expect(first.parameters).toBeGreaterThan(1000);
    expect(second.parameters).toBeNull();
    expect(await handlers['versions.get']({ id: second.id })).toEqual({ ...second, document: unfinished });

    const { version } = await handlers['versions.delete']({ id: second.id });
    expect(await handlers['versions.list'](template)).toEqual([first]);
    if (version === null) throw new Error('It was whole.');
    await handlers['versions.restore']({ source: template, version });
    expect(await handlers['versions.list'](template)).toEqual([second, first]);
    expect(events.filter(({ type }) => type === 'versions')).toHaveLength(4);

    const { id } = await handlers['experiments.save']({ experiment: document, versionsOf: template });
    const experiment: DraftSource = { from: 'experiment', id };
    expect(await handlers['versions.list'](template)).toEqual([]);
    expect(await handlers['versions.list'](experiment)).toEqual([second, first]);
    await handlers['experiments.delete']({ id });
    expect(await handlers['versions.list'](experiment)).toEqual([]);
    await handlers['experiments.restore']({ id });
    expect(await handlers['versions.list'](experiment)).toEqual([second, first]);
    await handlers['experiments.delete']({ id });
    expect(() => handlers['versions.save']({ source: experiment, name: 'late', document })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  } finally {
    await workbench.close();
  }
});

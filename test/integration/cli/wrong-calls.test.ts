// What is wrong with a file or a call gets one sentence and exit code 2.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();
beforeAll(async () => {
  expect((await strata(home.path, 'data', 'get', 'weather')).code).toBe(0);
});
afterAll(() => {
  home.remove();
});

describe('what is wrong gets one sentence and exit code 2', () => {
  const template = JSON.parse(
    readFileSync(new URL('../../../resources/templates/weather-gru.strata.json', import.meta.url), 'utf8'),
  ) as {
    model: { nodes: { type: string; config: Record<string, unknown> }[] };
    data: { preparation: Record<string, unknown> };
    training: Record<string, unknown>;
  };
  type Template = typeof template;
  const broken: Record<string, { change: (file: Template) => void; says: RegExp }> = {
    'an unknown layer': {
      change: (file) => (file.model.nodes[1] = { ...template.model.nodes[1], type: 'Gru2', config: {} }),
      says: /Gru2/,
    },
    'a shape that cannot be': {
      change: (file) =>
        (file.model.nodes[1] = {
          ...template.model.nodes[1],
          type: 'Conv1D',
          config: { filters: 4, kernel_size: 500 },
        }),
      says: /500/,
    },
    'a lookback longer than the data': {
      change: (file) => (file.data.preparation['lookback'] = 900_000),
      says: /900,?000/,
    },
    'a split with no rows': {
      change: (file) => (file.data.preparation['split'] = { train: 0.99, validation: 0.005 }),
      says: /valid/i,
    },
    'a column that is not there': {
      change: (file) => (file.data.preparation['target'] = 'temperature'),
      says: /temperature/,
    },
    'a loss that is not there': { change: (file) => (file.training['loss'] = 'maee'), says: /maee/ },
    'a newer file': { change: (file) => Object.assign(file, { strata: 99 }), says: /newer|99/ },
  };
  it.each(Object.entries(broken))('%s', async (name, { change, says }) => {
    const file = structuredClone(template);
    change(file);
    const path = join(home.path, 'broken.strata.json');
    writeFileSync(path, JSON.stringify(file));
    const { code, stderr, stdout } = await strata(home.path, 'train', path, '--json');
    expect(code, name).toBe(2);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringMatching(says) } });
  });

  it.each<[string, Buffer, RegExp]>([
    [
      'a file in Latin-1',
      Buffer.from(JSON.stringify({ ...template, name: 'Wärme' }), 'latin1'),
      /broken\.strata\.json" is not text in UTF-8\.\n.*encoding/,
    ],
    [
      'a key that stands twice',
      Buffer.from(JSON.stringify(template).replace('"training":{', '"training":{\n"seed":1,')),
      /The key "seed" stands twice in one object: look at line 2, column \d+\./,
    ],
    [
      'a key that sets a prototype',
      Buffer.from(JSON.stringify(template).replace('"training":{', '"training":{"__proto__":{},')),
      /training has the key "__proto__", which an experiment cannot have; leave it out\./,
    ],
  ])('%s', async (name, bytes, says) => {
    const path = join(home.path, 'broken.strata.json');
    writeFileSync(path, bytes);
    for (const command of ['check', 'train']) {
      const { code, stderr } = await strata(home.path, command, path);
      expect(code, name).toBe(2);
      expect(stderr).toMatch(says);
    }
  });

  it('none of which made a run', async () => {
    expect((await strata(home.path, 'runs', 'list', '--json')).json()).toEqual([[]]);
  });

  it('in several places names them all, a line each', async () => {
    const file = structuredClone(template);
    Object.assign(file, { name: 3, description: 4 });
    file.training['epochs'] = 1_000_001;
    file.data.preparation['lookback'] = 0;
    const path = join(home.path, 'broken.strata.json');
    writeFileSync(path, JSON.stringify(file));
    for (const command of ['check', 'train']) {
      const { code, stderr } = await strata(home.path, command, path);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^strata: The experiment has 4 problems:\n(  .*\n){4}docs\/experiment-file\.md/);
      for (const place of [
        'name is 3',
        'description is 4',
        'data.preparation.lookback is 0',
        'training.epochs is 1000001',
      ])
        expect(stderr).toContain(`  ${place}; it must be `);
    }
    const layers = structuredClone(template);
    layers.training['loss'] = 'maee';
    layers.training['optimizer'] = 'adamm';
    writeFileSync(path, JSON.stringify(layers));
    expect((await strata(home.path, 'train', path)).stderr).toMatch(
      /^strata: The experiment has 2 problems:\n  .*maee.*\n  .*adamm.*\n/,
    );
  });

  it('an id that no data set can have: says what an id is, and gives no command', async () => {
    const file = { ...template, data: { ...template.data, dataset: '../../etc' } };
    const path = join(home.path, 'broken.strata.json');
    writeFileSync(path, JSON.stringify(file));
    for (const command of ['check', 'train']) {
      const { code, stdout, stderr } = await strata(home.path, command, path);
      expect(code).toBe(2);
      expect(stdout + stderr).toContain(
        'No data set can have the id "../../etc": ids are lower-case letters, digits and',
      );
      expect(stdout + stderr).not.toContain('data import');
    }
  });

  it.each(['train', 'demo'])('%s takes as many epochs as a file does', async (command) => {
    const args = command === 'train' ? ['weather-gru'] : ['--engine', 'wasm'];
    const { code, stderr } = await strata(home.path, command, ...args, '--epochs', '1000001');
    expect(code).toBe(2);
    expect(stderr).toBe('strata: --epochs must be a whole number from 1 to 1000000, not "1000001".\n');
  });

  it('an engine or a step that cannot be had leaves no run in the history', async () => {
    for (const [args, says] of [
      [['--engine', 'native'], 'The engine "native" is not installed.'],
      [['--engine', 'wasm', '--step', 'compiled'], 'Only the native engine can compile a training step.'],
      [['--step', 'compiled'], 'Only the native engine can compile a training step.'],
    ] as const) {
      const { code, stderr } = await strata(home.path, 'train', 'weather-conv1d', '--limit-batches', '1', ...args);
      expect(code).toBe(2);
      expect(stderr.split('\n')[0]).toBe(`strata: ${says}`);
    }
    expect((await strata(home.path, 'runs', 'list', '--json')).json()).toEqual([[]]);
  });

  it('a number that is too large is told the limit', async () => {
    const large = '99999999999999999999';
    for (const [option, limit] of [
      ['--epochs', '1000000'],
      ['--seed', '4294967295'],
      ['--limit-batches', '9007199254740991'],
    ] as const) {
      const { code, stderr } = await strata(home.path, 'train', 'weather-gru', option, large);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        new RegExp(`^strata: ${option} must be a whole number from [01] to ${limit}, not "${large}"\\.\n$`),
      );
    }
  });

  const calls: Record<string, { args: string[]; says: RegExp }> = {
    'a command that is not there': { args: ['trian'], says: /trian/ },
    'a call without its argument': { args: ['train'], says: /file/ },
    'an option with a wrong value': {
      args: ['train', 'weather-gru', '--epochs', 'many'],
      says: /--epochs must be a whole number/,
    },
    'an engine that is not there': { args: ['train', 'weather-gru', '--engine', 'cuda'], says: /cuda/ },
    'a template that is not there': { args: ['train', 'wether-gru'], says: /wether-gru/ },
    'a run that is not there': { args: ['runs', 'show', 'zzzz'], says: /zzzz/ },
    'one run to compare': { args: ['runs', 'compare', 'zzzz'], says: /two/ },
    'a data set that is not there': { args: ['data', 'show', 'nothing'], says: /nothing/ },
    'a file that is not there': { args: ['data', 'import', 'nowhere.csv', '--as', 'series'], says: /nowhere\.csv/ },
  };
  it.each(Object.entries(calls))('%s', async (_name, { args, says }) => {
    const { code, stderr, stdout } = await strata(home.path, ...args, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

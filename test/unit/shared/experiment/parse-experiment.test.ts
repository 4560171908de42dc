import { describe, expect, it } from 'vitest';
import { AppError, messageOf } from '#shared/base/app-error.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { migrateExperiment, type ExperimentMigration } from '#shared/experiment/migrations.ts';
import { formatExperiment, parseExperiment, parseExperimentFile } from '#shared/experiment/parse-experiment.ts';
import { translate } from '#shared/locales/translate.ts';
import { template, templateIds, templateText } from './experiments.ts';

const smallest = {
  strata: 2,
  name: 'Small',
  data: { dataset: 'weather', preparation: { kind: 'series', target: 'temp', lookback: 24, delay: 1 } },
  model: { nodes: [{ id: 'a', type: 'Input' }], edges: [] },
  training: { loss: 'mae', optimizer: { name: 'Adam', config: { learning_rate: 0.01 } } },
};

function errorOf(read: () => unknown): AppError {
  try {
    read();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was refused');
}

describe('keys that an object cannot keep', () => {
  const withConfig = (config: string): string =>
    JSON.stringify({ ...smallest, model: { nodes: [{ id: 'a', type: 'Input', config: 'here' }], edges: [] } }).replace(
      '"here"',
      config,
    );

  it('are refused where they stand twice', () => {
    expect(errorOf(() => parseExperimentFile(withConfig('{"shape": [1],\n "shape": [2]}'))).message).toBe(
      'The key "shape" stands twice in one object: look at line 2, column 2.',
    );
  });

  it('are refused where they would set a prototype, in a file and in what a page sends', () => {
    const text = withConfig('{"shape": [1], "__proto__": {"batch_size": 3}}');
    for (const read of [() => parseExperimentFile(text), () => parseExperiment(JSON.parse(text))]) {
      const error = errorOf(read);
      expect(error.message).toBe(
        'model.nodes.0.config has the key "__proto__", which an experiment cannot have; leave it out.',
      );
      expect(error.details).toMatchObject({ problems: [{ path: 'model.nodes.0.config' }] });
    }
    expect(
      errorOf(() => parseExperiment(JSON.parse(`{"__proto__": {}, ${JSON.stringify(smallest).slice(1)}`))).message,
    ).toBe('The document has the key "__proto__", which an experiment cannot have; leave it out.');
  });
});

describe('parseExperiment', () => {
  it('fills in what is left out', () => {
    const experiment = parseExperiment(smallest);
    expect(experiment.training).toEqual({
      loss: { name: 'mae', config: {} },
      optimizer: { name: 'Adam', config: { learning_rate: 0.01 } },
      metrics: [],
      batch_size: 32,
      epochs: 10,
      steps_per_epoch: null,
      validation_steps: null,
      shuffle: true,
      callbacks: [],
      seed: 0,
    });
    expect(experiment.data.preparation).toMatchObject({ features: [], step: 1, normalize: true, missing: 'stop' });
    expect(experiment.model.nodes[0]?.config).toEqual({});
  });

  it('does not change what it is given', () => {
    const before = structuredClone(smallest);
    parseExperiment(smallest);
    expect(smallest).toEqual(before);
  });

  it.each<[string, unknown, string]>([
    ['no object', [1], 'An experiment is a JSON object; this is [1].'],
    ['null', null, 'An experiment is a JSON object; this is null.'],
    ['no version', { name: 'x' }, 'This is no experiment file: it has no version ("strata": 2).'],
    [
      'a version of text',
      { ...smallest, strata: '1' },
      'strata is "1"; it must be the file\'s version, a whole number from 1.',
    ],
    ['version 0', { ...smallest, strata: 0 }, "strata is 0; it must be the file's version, a whole number from 1."],
    [
      'a class weight under a key that is no label',
      { ...smallest, training: { ...smallest.training, class_weight: { '0': 1, '7': 2, 'x.y': 3 } } },
      'training.class_weight has the key "x.y"; it must be the number of a label, such as "0".',
    ],
    ['no name', { ...smallest, name: '' }, 'name is ""; it must be text that is not empty.'],
    [
      'a batch size of 0',
      { ...smallest, training: { ...smallest.training, batch_size: 0 } },
      'training.batch_size is 0; it must be at least 1.',
    ],
    [
      'epochs as text',
      { ...smallest, training: { ...smallest.training, epochs: 'ten' } },
      'training.epochs is "ten"; it must be a number.',
    ],
    [
      'no loss',
      { ...smallest, training: { optimizer: 'SGD' } },
      'training.loss is missing; it must be text or an object.',
    ],
    [
      'a loss without a name',
      { ...smallest, training: { ...smallest.training, loss: { config: {} } } },
      'training.loss.name is missing; it must be text.',
    ],
    [
      'an unknown kind of data',
      { ...smallest, data: { dataset: 'x', preparation: { kind: 'sereis' } } },
      'data.preparation.kind is "sereis", which Strata does not know. Did you mean "series"?',
    ],
    [
      'a share over 1',
      {
        ...smallest,
        data: { ...smallest.data, preparation: { ...smallest.data.preparation, split: { train: 2, validation: 0.1 } } },
      },
      'data.preparation.split.train is 2; it must be at most 1.',
    ],
    [
      'edges that are no list',
      { ...smallest, model: { nodes: [], edges: {} } },
      'model.edges is {}; it must be a list.',
    ],
  ])('refuses %s', (_, json, message) => {
    const error = errorOf(() => parseExperiment(json));
    expect([error.code, error.message]).toEqual(['invalid-experiment', message]);
  });

  it('names every mistake with its place', () => {
    const error = errorOf(() =>
      parseExperiment({ ...smallest, name: 3, training: { ...smallest.training, epochs: 0, seed: -1 } }),
    );
    expect(error.message).toBe('name is 3; it must be text. (and 2 more)');
    expect(error.details?.['problems']).toMatchObject([
      { severity: 'error', code: 'invalid-value', path: 'name', message: 'name is 3; it must be text.' },
      {
        severity: 'error',
        code: 'invalid-value',
        path: 'training.epochs',
        message: 'training.epochs is 0; it must be at least 1.',
      },
      {
        severity: 'error',
        code: 'invalid-value',
        path: 'training.seed',
        message: 'training.seed is -1; it must be at least 0.',
      },
    ]);
  });

  it('names the place of each number that is too large', () => {
    const text = JSON.stringify(smallest)
      .replace('"type":"Input"', '"type":"Input","config":{"shape":[1e400,3]}')
      .replace('"lookback":24', '"lookback":-1e999');
    const error = errorOf(() => parseExperimentFile(text));
    expect(error.message).toBe(
      'data.preparation.lookback is too large for a number; the largest is about 1.8e308. (and 1 more)',
    );
    expect(error.details?.['problems']).toMatchObject([
      { code: 'invalid-value', path: 'data.preparation.lookback' },
      {
        path: 'model.nodes.0.config.shape.0',
        message: 'model.nodes.0.config.shape.0 is too large for a number; the largest is about 1.8e308.',
      },
    ]);
  });

  it('refuses a newer version and says which', () => {
    const error = errorOf(() => parseExperiment({ ...smallest, strata: 7, whatever: 'new' }));
    expect(error.code).toBe('newer-version');
    expect(error.message).toBe('The experiment has file version 7; this Strata reads versions up to 2.');
  });

  it('survives a document of brackets only', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const error = errorOf(() => parseExperimentFile(`{"strata":1,"x":${deep}}`));
    expect(error.code).toBe('invalid-experiment');
  });
});

describe('parseExperimentFile', () => {
  it('says where the text stops being JSON', () => {
    const error = errorOf(() => parseExperimentFile('{\n  "strata": 1,\n  "name": }'));
    expect(error.code).toBe('invalid-experiment');
    expect(error.message).toBe('The experiment file is not JSON: look at line 3, column 11.');
    const word = errorOf(() => parseExperimentFile('oops'));
    expect(translate(messageOf(word), 'ko')).toBe('실험 파일이 올바른 JSON이 아닙니다. 1행 1열을 확인하세요.');
  });

  it('refuses an empty file, and reads one with a byte order mark', () => {
    expect(errorOf(() => parseExperimentFile(' \n')).message).toBe('The experiment file is empty.');
    expect(parseExperimentFile(`\uFEFF${JSON.stringify(smallest)}`).name).toBe('Small');
  });
});

describe('formatExperiment', () => {
  it.each(templateIds)('writes %s as it is kept', (id) => {
    expect(formatExperiment(template(id))).toBe(templateText(id));
  });

  it('keeps unknown keys and layers wherever they stand', () => {
    const file = {
      ...smallest,
      future: { a: [1, { b: null }] },
      data: { ...smallest.data, source: 'somewhere', preparation: { ...smallest.data.preparation, holidays: true } },
      model: {
        nodes: [{ id: 'a', type: 'Attention', config: { heads: 4, deep: { x: [1, 2] } }, color: 'red' }],
        edges: [{ from: 'a', to: 'b', weight: 3 }],
        groups: [],
      },
      training: { ...smallest.training, loss: { name: 'mae', config: {}, note: 'mine' }, precision: 'bfloat16' },
    };
    const experiment = parseExperiment(file);
    expect(experiment).toMatchObject(
      file.model.nodes[0] === undefined ? {} : { model: file.model, future: file.future },
    );
    const again = parseExperimentFile(formatExperiment(experiment));
    expect(again).toEqual(experiment);
    expect(JSON.parse(formatExperiment(experiment))).toMatchObject(file);
  });

  it.each(['summed', 'rows', undefined])('keeps the embedding gradient %s', (gradient) => {
    const training = { ...smallest.training, ...(gradient === undefined ? {} : { embedding_gradient: gradient }) };
    const experiment = parseExperiment({ ...smallest, training });
    expect(experiment.training.embedding_gradient).toBe(gradient);
    expect(parseExperimentFile(formatExperiment(experiment))).toEqual(experiment);
    expect(formatExperiment(experiment).includes('embedding_gradient')).toBe(gradient !== undefined);
  });

  it('refuses an embedding gradient that is none', () => {
    const training = { ...smallest.training, embedding_gradient: 'row' };
    expect(() => parseExperiment({ ...smallest, training })).toThrow(
      'training.embedding_gradient is "row", which Strata does not know. Did you mean "rows"?',
    );
  });

  it('writes a bare name where there are no arguments', () => {
    const text = formatExperiment(parseExperiment(smallest));
    expect(text).toContain('"loss": "mae"');
    expect(text).toContain('"optimizer": { "name": "Adam", "config": { "learning_rate": 0.01 } }');
  });
});

describe('migrateExperiment', () => {
  it('reads a file of version 1 as it is', () => {
    expect(parseExperiment({ ...smallest, strata: 1 })).toEqual(parseExperiment(smallest));
  });

  const migrations: ExperimentMigration[] = [
    { from: 1, migrate: ({ title, ...rest }) => ({ ...rest, strata: 2, name: title ?? '' }) },
    { from: 2, migrate: (file) => ({ ...file, strata: 3, added: true }) },
  ];

  it('goes through every version on the way', () => {
    expect(migrateExperiment({ strata: 1, title: 'Old', kept: 1 }, 3, migrations)).toEqual({
      strata: 3,
      name: 'Old',
      kept: 1,
      added: true,
    });
    expect(migrateExperiment({ strata: 2, name: 'x' }, 3, migrations)).toEqual({ strata: 3, name: 'x', added: true });
  });

  it('leaves a current file as it is', () => {
    const file: JsonObject = { strata: 3 };
    expect(migrateExperiment(file, 3, migrations)).toBe(file);
  });

  it('fails on a gap, and on a migration that does not arrive', () => {
    expect(() => migrateExperiment({ strata: 1 }, 4, migrations)).toThrow('No migration from version 3');
    expect(() => migrateExperiment({ strata: 1 }, 2, [{ from: 1, migrate: (file) => file }])).toThrow(
      'ended elsewhere',
    );
  });
});

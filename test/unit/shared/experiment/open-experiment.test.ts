import { expect, test } from 'vitest';
import { createExperimentId, type ExperimentId } from '#shared/base/ids.ts';
import { AppError } from '#shared/base/app-error.ts';
import {
  keepOpened,
  largestExperimentBytes,
  readOfferedFile,
  type OfferedFile,
} from '#shared/experiment/open-experiment.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { formatExperiment, parseExperiment } from '#shared/experiment/parse-experiment.ts';
import { template } from './experiments.ts';

function offered(content: string | Uint8Array, change: Partial<OfferedFile> = {}): OfferedFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name: 'a.strata.json',
    kind: 'file',
    sizeBytes: bytes.length,
    bytes: () => Promise.resolve(bytes),
    decode: (given) => new TextDecoder('utf-8', { fatal: true }).decode(given),
    ...change,
  };
}

const never = { bytes: () => Promise.reject(new Error('It was read.')) };
const experiment = template('weather-conv1d');

test('an experiment is read, also with a byte order mark', async () => {
  expect(await readOfferedFile(offered(formatExperiment(experiment)))).toEqual(experiment);
  expect(await readOfferedFile(offered(`\uFEFF${formatExperiment(experiment)}`))).toEqual(experiment);
});

test.each([
  ['a folder, which is not read', offered('', { kind: 'folder', ...never }), 'it is a folder.'],
  ['a pipe, which is not read', offered('', { kind: 'other', ...never }), 'it is no file.'],
  ['200 MB, which are not read', offered('', { sizeBytes: 200_000_000, ...never }), 'it has 200.0 MB'],
  ['one byte too many', offered('', { sizeBytes: largestExperimentBytes + 1, ...never }), 'at most.'],
  ['bytes that are no text', offered(Uint8Array.of(0x89, 0x50, 0xff, 0xfe)), 'it is not text in UTF-8.'],
  [
    'Latin-1',
    offered(new Uint8Array(Buffer.from(formatExperiment({ ...experiment, name: 'Wärme' }), 'latin1'))),
    'it is not text in UTF-8.',
  ],
  ['zeros', offered('{}\0\0'), 'it is not text.'],
  ['nothing', offered(''), 'is empty'],
  ['text', offered('a,b\n1,2\n'), 'is not JSON'],
  ['half of a file', offered(formatExperiment(experiment).slice(0, 200)), 'is not JSON'],
  ['other JSON', offered('{"name":"x"}'), 'no experiment file'],
  ['a list', offered('[1]'), 'is a JSON object'],
  ['a newer version', offered(JSON.stringify({ ...experiment, strata: 99 })), 'file version 99'],
  ['a wrong value', offered(JSON.stringify({ ...experiment, name: '' })), 'name'],
  ['deep nesting', offered(`{"strata":1,"a":${'['.repeat(5000)}${']'.repeat(5000)}}`), 'nested too deeply'],
])('%s is refused with a sentence that names the file', async (_name, file, sentence) => {
  const error: unknown = await readOfferedFile(file).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ message: expect.stringContaining(sentence), hint: expect.stringMatching(/./) });
  expect((error as AppError).message).toMatch(/^a\.strata\.json cannot be opened: /);
  expect((error as AppError).isInputError).toBe(true);
});

test("a disk's error is not taken for bytes that are no text", async () => {
  const failure = Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
  await expect(readOfferedFile(offered('', { bytes: () => Promise.reject(failure) }))).rejects.toBe(failure);
});

test('opening the same file twice makes one model; a changed one makes another', async () => {
  const kept = new Map<ExperimentId, Experiment>();
  const saved = {
    list: () => Promise.resolve([...kept].map(([id, { name }]) => ({ id, name }))),
    get: (id: ExperimentId) => Promise.resolve(kept.get(id) ?? experiment),
    save: (json: unknown) => {
      const id = createExperimentId(kept.size);
      kept.set(id, parseExperiment(json));
      return Promise.resolve(id);
    },
  };
  const first = await keepOpened(experiment, saved);
  expect(await keepOpened(experiment, saved)).toBe(first);
  const changed = { ...experiment, training: { ...experiment.training, epochs: 77 } };
  expect(await keepOpened(changed, saved)).not.toBe(first);
  expect(kept.size).toBe(2);
});

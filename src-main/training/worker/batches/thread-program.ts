// The thread that makes batches while the trainer's thread waits for TensorFlow. Answers each request with a batch.
import { parentPort, workerData } from 'node:worker_threads';
import { sampleSet } from '#main/datasets/slice-batch.ts';
import { isSliceRequest, memoryOf, type ThreadSetup } from '#main/training/worker/batches/thread-messages.ts';

const port = parentPort;
if (port === null) throw new Error('Batches are sliced by a worker thread; it is not started by itself.');
const sets = (workerData as ThreadSetup).map(({ count, source }) => sampleSet(count, source));

port.on('message', (raw: unknown) => {
  if (!isSliceRequest(raw)) throw new Error('The thread that prepares batches was not asked for one.');
  const { split, samples, used } = raw;
  const set = sets[split];
  if (set === undefined) throw new Error('There is no such split.');
  const batch = set.batch(samples, 0, samples.length, used);
  port.postMessage(batch, memoryOf(batch));
});

// The thread that cuts batches while the trainer's thread waits for TensorFlow. Answers each request with a batch.
import { parentPort, workerData } from 'node:worker_threads';
import { sampleSet } from '#main/datasets/cut-batch.ts';
import { cutterOf } from '#main/training/worker/batches/split.ts';
import { isCutRequest, type ThreadSetup } from '#main/training/worker/batches/thread-messages.ts';

const port = parentPort;
if (port === null) throw new Error('Batches are cut by a worker thread; it is not started by itself.');
const cutters = (workerData as ThreadSetup).map(({ count, source, order }) =>
  cutterOf(sampleSet(count, source), order),
);

port.on('message', (raw: unknown) => {
  if (!isCutRequest(raw)) throw new Error('The thread that prepares batches was not asked for one.');
  const { split, from, to } = raw;
  port.postMessage(cutters[split]?.(from, to));
});

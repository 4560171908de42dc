// The trainer as the services see it: owns the worker threads, hands jobs over one at a time, and survives a worker that dies.
// Training and baselines share one long-lived worker (the engine's add-on is loaded once); each import has a worker of its own, and
// leaks are looked for in another one.
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { msg } from '#shared/base/message.ts';
import { AppError, fromSerializedError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { ProgressListener } from '#shared/base/progress.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { WorkerDiedError } from '#main/ports/trainer.ts';
import type { Trainer, TrainingEvent } from '#main/ports/trainer.ts';
import { workerMessageSchema } from '#main/training/protocol.ts';
import type { WorkerMessage, WorkerRequest } from '#main/training/protocol.ts';
import { deathOf } from '#main/training/worker-death.ts';

/** Handed to the worker when it is made. */
export interface WorkerSetup {
  readonly home: string;
  /** The id of this program in its loading markers. */
  readonly session: string;
  /** By how much the thread's priority is lowered, a nice value from 0 to 19. Threads that it creates inherit it. */
  readonly niceness: number;
}

export interface TrainerOptions {
  readonly home: string;
  /** The id of this program in its loading markers; a new one by default. */
  readonly session?: string;
  /** The path of the worker's program: a source file, or a bundle. */
  readonly workerProgram: string;
  readonly niceness?: number;
  /** Called with every new worker thread; tests end one this way. */
  readonly onWorker?: (worker: Worker) => void;
}

/** A worker starts in a quarter of a second and takes some 50 MB: it waits so long for the next question. */
const finderRestMs = 10_000;

type Answer = Exclude<WorkerMessage, { kind: 'training-event' | 'progress' }>;
type Listener = (message: Exclude<WorkerMessage, Answer>) => void;
type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never;

interface Pending {
  readonly listener: Listener;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** One thread and the jobs it has not answered yet. */
class WorkerConnection {
  readonly #pending = new Map<number, Pending>();
  readonly #worker: Worker;
  #seq = 0;
  #ended = false;

  constructor(options: TrainerOptions) {
    const { session = randomUUID() } = options;
    const setup: WorkerSetup = { home: options.home, session, niceness: options.niceness ?? 0 };
    // stdout is for a command's answer: whatever a library prints in the worker goes to standard error.
    this.#worker = new Worker(options.workerProgram, { workerData: setup, stdout: true, name: 'strata-trainer' });
    this.#worker.stdout.pipe(process.stderr, { end: false });
    this.#worker.on('message', (raw: unknown) => {
      this.#receive(raw);
    });
    this.#worker.on('error', (thrown: unknown) => {
      this.#end(deathOf(thrown));
    });
    this.#worker.on('exit', (code) => {
      this.#end(new WorkerDiedError(msg`The trainer stopped by itself (exit code ${code}).`));
    });
    options.onWorker?.(this.#worker);
  }

  get ended(): boolean {
    return this.#ended;
  }

  ask(request: Unnumbered<WorkerRequest>, listener: Listener): Promise<Answer> {
    const seq = ++this.#seq;
    return new Promise((resolve, reject) => {
      this.#pending.set(seq, { listener, resolve, reject });
      this.#worker.postMessage({ ...request, seq });
    });
  }

  /** Sends a message that has no answer. */
  tell(request: Unnumbered<Extract<WorkerRequest, { kind: 'stop-import' }>>): void {
    this.#worker.postMessage({ ...request, seq: 0 });
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  #receive(raw: unknown): void {
    const parsed = workerMessageSchema.safeParse(raw);
    if (!parsed.success) {
      this.#end(new WorkerDiedError(msg`The trainer sent a message that cannot be read.`, { cause: parsed.error }));
      void this.#worker.terminate();
      return;
    }
    const message = parsed.data;
    const pending = this.#pending.get(message.seq);
    if (pending === undefined) return;
    switch (message.kind) {
      case 'training-event':
      case 'progress':
        pending.listener(message);
        return;
      case 'failed':
        this.#pending.delete(message.seq);
        pending.reject(fromSerializedError(message.error));
        return;
      case 'trained':
      case 'baseline':
      case 'tested':
      case 'predicted':
      case 'asked':
      case 'exported':
      case 'benchmarked':
      case 'imported':
      case 'leaks':
        this.#pending.delete(message.seq);
        pending.resolve(message);
    }
  }

  #end(error: WorkerDiedError): void {
    this.#ended = true;
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}

function wrongAnswer(answer: Answer): AppError {
  return new AppError('internal', msg`The trainer answered "${answer.kind}" to another question.`);
}

/** Makes the trainer; its worker starts with the first job. */
export function createTrainer(options: TrainerOptions): Trainer {
  // Node creates its file-reading threads at the first read, with the priority of the thread that reads. So the main thread reads
  // first: threads created by a lowered worker would slow down all file access of the program.
  if (options.niceness !== undefined && options.niceness > 0) stat(options.home, () => undefined);
  let connection: WorkerConnection | null = null;
  let last: Promise<unknown> = Promise.resolve();
  /** Looks for leaks, whatever is trained; it ends when it has not been asked for a while. */
  let finder: WorkerConnection | null = null;
  let finderRest: NodeJS.Timeout | undefined;
  let questions = 0;
  const stopFlags = new Map<RunId, Int32Array>();

  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const result = last.then(job, job);
    last = result.catch(() => undefined);
    return result;
  };
  const trainerWorker = (): WorkerConnection => {
    if (connection === null || connection.ended) connection = new WorkerConnection(options);
    return connection;
  };
  const endFinder = async (): Promise<void> => {
    const ended = finder;
    finder = null;
    await ended?.terminate();
  };
  const runDatasetRequest = async (
    request: Unnumbered<WorkerRequest>,
    listener: ProgressListener,
    signal?: AbortSignal,
  ): Promise<Dataset> => {
    const importer = new WorkerConnection(options);
    const stop = (): void => {
      importer.tell({ kind: 'stop-import' });
    };
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
    try {
      const answer = await importer.ask(request, (message) => {
        if (message.kind === 'progress') listener(message.progress);
      });
      if (answer.kind !== 'imported') throw wrongAnswer(answer);
      return answer.dataset;
    } finally {
      signal?.removeEventListener('abort', stop);
      await importer.terminate();
    }
  };

  return {
    train(job, listener: (event: TrainingEvent) => void) {
      const flag = new Int32Array(new SharedArrayBuffer(4));
      stopFlags.set(job.runId, flag);
      return inTurn(async () => {
        const stop = flag.buffer;
        const answer = await trainerWorker().ask({ kind: 'train', job, stop }, (message) => {
          if (message.kind === 'training-event') listener(message.event);
        });
        if (answer.kind !== 'trained') throw wrongAnswer(answer);
        return answer.outcome;
      }).finally(() => stopFlags.delete(job.runId));
    },
    stop(runId) {
      const flag = stopFlags.get(runId);
      if (flag !== undefined) Atomics.store(flag, 0, 1);
    },
    baseline(compiled, engine) {
      return inTurn(async () => {
        const answer = await trainerWorker().ask({ kind: 'baseline', compiled, engine }, () => undefined);
        if (answer.kind !== 'baseline') throw wrongAnswer(answer);
        return answer.result;
      });
    },
    test(job) {
      return inTurn(async () => {
        const answer = await trainerWorker().ask({ kind: 'test', job }, () => undefined);
        if (answer.kind !== 'tested') throw wrongAnswer(answer);
        return answer.result;
      });
    },
    predict(job) {
      return inTurn(async () => {
        const answer = await trainerWorker().ask({ kind: 'predict', job }, () => undefined);
        if (answer.kind !== 'predicted') throw wrongAnswer(answer);
        return answer.head;
      });
    },
    ask(job, question) {
      return inTurn(async () => {
        const answer = await trainerWorker().ask({ kind: 'ask', job, question }, () => undefined);
        if (answer.kind !== 'asked') throw wrongAnswer(answer);
        return answer.answer;
      });
    },
    exportModel(job) {
      return inTurn(async () => {
        const answer = await trainerWorker().ask({ kind: 'export', job }, () => undefined);
        if (answer.kind !== 'exported') throw wrongAnswer(answer);
        return answer.zip;
      });
    },
    benchmark(job) {
      return inTurn(async () => {
        const answer = await trainerWorker().ask({ kind: 'benchmark', job }, () => undefined);
        if (answer.kind !== 'benchmarked') throw wrongAnswer(answer);
        return answer.result;
      });
    },
    importDataset(request, listener, signal) {
      return runDatasetRequest({ kind: 'import', request }, listener, signal);
    },
    getKnownDataset(id, listener, signal) {
      return runDatasetRequest({ kind: 'known-dataset', id }, listener, signal);
    },
    async findLeaks(question) {
      clearTimeout(finderRest);
      if (finder === null || finder.ended) finder = new WorkerConnection(options);
      const asked = finder;
      questions++;
      try {
        const answer = await asked.ask({ kind: 'find-leaks', question }, () => undefined);
        if (answer.kind !== 'leaks') throw wrongAnswer(answer);
        return answer.leaks;
      } finally {
        questions--;
        if (questions === 0) finderRest = setTimeout(() => void endFinder(), finderRestMs).unref();
      }
    },
    async close() {
      clearTimeout(finderRest);
      await endFinder();
      await connection?.terminate();
      connection = null;
    },
  };
}

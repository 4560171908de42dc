// A file of a person's own on its way into the home folder: it is sent, looked at as it was chosen to be read, and imported.
// Leaving it before its end leaves nothing behind.
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import type { Progress } from '#shared/base/progress.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { WorkbenchApi } from '#shared/contract/workbench.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import type { ImportPreview } from '#shared/data/import-preview.ts';
import { nothingChosen, planImport, type ImportChoices } from '#renderer/lib/datasets/import-choices.ts';
import { importRequestOf } from '#renderer/lib/datasets/import-request.ts';
import { forgetFile, sendFile } from '#renderer/lib/datasets/import-upload.ts';

/** Changes closer to each other than this are asked about together. */
const pauseMs = 250;

const starting: Progress = { label: '', done: 0, total: null, unit: 'rows', remainingMs: null };

let nextTask = 1;

interface Task {
  readonly id: string;
  isStopped: boolean;
}

export class FileImport {
  readonly file: File;
  /** Bytes that the host has; null when nothing is being sent. */
  sentBytes: number | null = $state.raw(null);
  /** As it was read last; it stays while another is asked for, or where it cannot be read otherwise. */
  preview: ImportPreview | null = $state.raw(null);
  /** The choices differ from the preview, which is being asked for. */
  isAsking = $state(false);
  /** Of the import; null while none is under way. */
  progress: Progress | null = $state.raw(null);
  /** Why it was not sent, read or imported. */
  error: AppError | null = $state.raw(null);
  /** What failed is the import itself: other choices are tried with its own button. */
  isImportError = $state(false);
  choices: ImportChoices = $state.raw(nothingChosen);
  readonly #api: WorkbenchApi;
  #fileId: string | null = null;
  #sending = new AbortController();
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #task: Task | null = null;

  /** @param chosen what is chosen before the file is looked at */
  constructor(api: WorkbenchApi, file: File, chosen: Partial<ImportChoices> = {}) {
    this.#api = api;
    this.file = file;
    this.choices = { ...nothingChosen, ...chosen };
  }

  /** Sends the file and looks at it; again after a failure. */
  async start(): Promise<void> {
    this.#sending.abort();
    const sending = new AbortController();
    this.#sending = sending;
    this.#fail(null);
    this.sentBytes = 0;
    try {
      this.#fileId = await sendFile(this.#api, this.file, {
        onprogress: (bytes) => {
          if (this.#sending === sending) this.sentBytes = bytes;
        },
        signal: sending.signal,
      });
    } catch (thrown) {
      if (!sending.signal.aborted) this.#fail(thrown);
    }
    if (sending.signal.aborted) return;
    this.sentBytes = null;
    if (this.error === null) await this.look();
  }

  /** Tries again what failed last. */
  async retry(): Promise<void> {
    // The host has forgotten it, or never had it.
    if (this.#fileId === null || this.error?.code === 'not-found') await this.start();
    else await this.look();
  }

  /** Changes what is chosen; what the host reads differently then is asked for after a pause. */
  choose(change: Partial<ImportChoices>): void {
    this.choices = { ...this.choices, ...change };
    if (change.reading === undefined && change.time === undefined) return;
    this.isAsking = true;
    this.#asked++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), pauseMs);
  }

  /** Reads the file as it was found again: the choices about its task stay. */
  readAsFound(): void {
    this.choose({ reading: {}, time: null });
  }

  /** Asks how the file is read with the choices. An older answer does not replace a newer one. */
  async look(): Promise<void> {
    const fileId = this.#fileId;
    if (fileId === null) return;
    const mine = ++this.#asked;
    this.isAsking = true;
    try {
      const { reading, time } = this.choices;
      const preview = await this.#api.request('files.preview', { fileId, reading, time });
      if (mine !== this.#asked) return;
      this.preview = preview;
      this.#fail(null);
    } catch (thrown) {
      if (mine !== this.#asked) return;
      this.#fail(thrown);
    }
    this.isAsking = false;
  }

  handle(event: WorkbenchEvent): void {
    if (event.type === 'task' && event.taskId === this.#task?.id) this.progress = event.progress;
  }

  /** Imports the file as it is chosen. @returns null when it failed, which is shown, or was stopped */
  async import(): Promise<Dataset | null> {
    const { preview } = this;
    const fileId = this.#fileId;
    if (fileId === null || preview === null || this.#task !== null) return null;
    const task: Task = { id: `import-${Date.now()}-${nextTask++}`, isStopped: false };
    this.#task = task;
    this.#fail(null);
    this.progress = starting;
    try {
      const request = importRequestOf(preview, planImport(preview, this.choices), this.choices);
      const dataset = await this.#api.request('files.import', { fileId, request, taskId: task.id });
      // The host has forgotten the file.
      this.#fileId = null;
      return dataset;
    } catch (thrown) {
      if (!task.isStopped) this.#fail(thrown, true);
      return null;
    } finally {
      this.#task = null;
      this.progress = null;
    }
  }

  /** Stops the import, which then keeps nothing; the file and all choices stay. */
  async stop(): Promise<void> {
    if (this.#task === null) return;
    this.#task.isStopped = true;
    await this.#api.request('tasks.stop', { taskId: this.#task.id });
  }

  /** Stops what is under way, and lets the host forget the file. */
  async end(): Promise<void> {
    this.#sending.abort();
    clearTimeout(this.#timer);
    this.#asked++;
    const fileId = this.#fileId;
    this.#fileId = null;
    this.sentBytes = null;
    // A host that cannot be reached has stopped it, and forgets the file by itself.
    await this.stop().catch(() => undefined);
    if (fileId !== null) await forgetFile(this.#api, fileId);
  }

  #fail(thrown: unknown, isImportError = false): void {
    this.error = thrown === null ? null : toAppError(thrown);
    // A file that the host has forgotten is sent again.
    this.isImportError = isImportError && this.error?.code !== 'not-found';
  }
}

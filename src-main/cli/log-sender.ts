// Sends what a script logs to the workbench that keeps it: at once, but not line by line, and again when the connection was lost.
import { textOf } from '#shared/base/message.ts';
import type { RunId } from '#shared/base/ids.ts';
import type { CommandInput } from '#shared/contract/owner.ts';
import { readLoggedLine, type LoggedLine } from '#shared/runs/logged-line.ts';
import { batchPrefix, epochKey } from '#shared/runs/metric-keys.ts';
import { sentNumber, type SentMetricPoint } from '#shared/runs/metric-series.ts';
import { flatSettings, type SettingValue } from '#shared/runs/run-settings.ts';
import type { RunSummary } from '#shared/runs/run.ts';
import type { CommandClient } from '#main/ports/command-client.ts';

type Addition = CommandInput<'runs.addToRecord'>;
type Ending = Omit<CommandInput<'runs.endRecord'>, 'id'>;

/** What is sent in one request. */
const mostPoints = 5000;
/** More than this waits in the script's pipe. */
const mostWaiting = 50_000;
/** Lines that come within this time are sent together. */
const gatherMs = 200;

export class LogSender {
  readonly #name: string;
  readonly #onStart: (id: RunId) => void;
  #points: SentMetricPoint[] = [];
  #about: Omit<Addition, 'id' | 'points'> = {};
  #hasAbout = false;
  #id: RunId | null = null;
  #ending: Ending | null = null;
  #said: Ending | null = null;
  #epochs: number | null = null;
  #hasEpochs = false;
  #lastEpochAtMs = performance.now();
  #wake: () => void = () => undefined;
  #room: () => void = () => undefined;
  /** The run as it ended; null before. */
  ended: RunSummary | null = null;

  /** @param onStart called once, when the run is there */
  constructor(name: string, onStart: (id: RunId) => void) {
    this.#name = name;
    this.#onStart = onStart;
  }

  /** Takes a line. @returns why it is none, or the names of what is no number in it */
  take(text: string): string | readonly string[] {
    const line = readLoggedLine(text);
    if ('fault' in line) return textOf(line.fault);
    this.#takeAbout(line);
    this.#takeValues(line);
    this.#wake();
    return line.others;
  }

  #takeAbout({ about }: LoggedLine): void {
    const { name, config, epochs, tags, notes, status, error } = about;
    if (epochs !== undefined) this.#epochs = epochs;
    if (status !== undefined) this.#said = { status, ...(error === undefined ? {} : { error }) };
    if ([name, config, epochs, tags, notes].every((part) => part === undefined)) return;
    this.#hasAbout = true;
    const settings: Record<string, SettingValue> = {
      ...this.#about.settings,
      ...Object.fromEntries(flatSettings(config ?? {})),
    };
    this.#about = {
      ...this.#about,
      settings,
      tags: [...(this.#about.tags ?? []), ...(tags ?? [])],
      ...(name === undefined ? {} : { name }),
      ...(notes === undefined ? {} : { notes }),
      ...(epochs === undefined ? {} : { epochs }),
    };
  }

  /** Steps of a script that counts no epochs are its epochs. */
  #takeValues({ epoch, step, values }: LoggedLine): void {
    if (epoch !== null) this.#hasEpochs = true;
    const isBatch = epoch === null && (this.#hasEpochs || this.#epochs !== null);
    const place = epoch ?? step;
    if (place === null || values.size === 0) return;
    for (const [name, value] of values)
      this.#points.push({ key: isBatch ? batchPrefix + name : epochKey(name), step: place, value: sentNumber(value) });
    if (epoch === null) return;
    const nowMs = performance.now();
    if (!values.has('seconds'))
      this.#points.push({ key: epochKey('seconds'), step: place, value: (nowMs - this.#lastEpochAtMs) / 1000 });
    this.#lastEpochAtMs = nowMs;
  }

  /** Resolves when more can be taken. */
  async whenRoom(): Promise<void> {
    if (this.#points.length < mostWaiting) return;
    await new Promise<void>((resolve) => (this.#room = resolve));
  }

  /** There are no more lines. What the script itself said of its end counts. */
  finish(status: Ending['status']): void {
    this.#ending = status === 'completed' ? (this.#said ?? { status }) : { status };
    this.#wake();
  }

  /** Sends what is there and what comes, until the end. @throws AppError `disconnected`; it can be called again then */
  async send(commands: CommandClient): Promise<void> {
    const { runId } = await commands.request('runs.record', {
      name: this.#name,
      epochs: this.#epochs,
      continues: this.#id,
    });
    if (this.#id === null) this.#onStart(runId);
    this.#id = runId;
    for (;;) {
      const isLast = this.#ending !== null;
      await this.#flush(commands, runId);
      if (this.#ending !== null && isLast) break;
      if (this.#ending === null) await this.#next();
    }
    this.ended = await commands.request('runs.endRecord', { id: runId, ...this.#ending });
  }

  async #flush(commands: CommandClient, id: RunId): Promise<void> {
    while (this.#points.length > 0 || this.#hasAbout) {
      const points = this.#points.slice(0, mostPoints);
      const about = this.#about;
      await commands.request('runs.addToRecord', { id, points, ...about });
      // Only what has arrived is forgotten.
      this.#points = this.#points.slice(points.length);
      if (this.#about === about) {
        this.#about = {};
        this.#hasAbout = false;
      }
      this.#room();
    }
  }

  /** Waits for the next line, and for those that come with it. */
  async #next(): Promise<void> {
    if (this.#points.length === 0 && !this.#hasAbout)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#ending !== null) resolve();
      });
    if (this.#ending !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gatherMs);
      this.#wake = () => {
        if (this.#ending === null && this.#points.length < mostPoints) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

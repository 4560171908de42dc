// A main process without a window that can be told to start probes.
import { startProbeInElectron } from '#main/app/probe-process.ts';
import type { ProbeEnding } from '#main/ports/probe-process.ts';

/** What a test hands over from outside. */
export interface ProbeCall {
  readonly program: string;
  readonly argument: string;
  readonly env: Record<string, string>;
  readonly timeoutMs: number;
  /** When the caller gives up; null for never. */
  readonly abortAfterMs: number | null;
}

declare global {
  /** The program's own, in its main process. */
  var startTestProbe: (call: ProbeCall) => Promise<ProbeEnding>;
}

globalThis.startTestProbe = ({ abortAfterMs, ...start }) => {
  const cancel = new AbortController();
  if (abortAfterMs !== null)
    setTimeout(() => {
      cancel.abort();
    }, abortAfterMs);
  return startProbeInElectron({
    ...start,
    env: { ...(process.env as Record<string, string>), ...start.env },
    signal: cancel.signal,
  });
};

// The contract between a page and its host: requests, events, and the renderer's API.
// Every host (browser, Electron, command line) derives its handlers from `requests`; a missing one does not compile.
import type { z } from 'zod';
import { appRequests } from '#shared/contract/app.ts';
import { blockRequests } from '#shared/contract/blocks.ts';
import { datasetRequests } from '#shared/contract/datasets.ts';
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import { experimentRequests } from '#shared/contract/experiments.ts';
import type { Follow } from '#shared/contract/follow.ts';
import { importRequests } from '#shared/contract/imports.ts';
import { reportRequests } from '#shared/contract/reports.ts';
import { runRequests } from '#shared/contract/runs.ts';
import { viewRequests } from '#shared/contract/views.ts';
import { versionRequests } from '#shared/contract/versions.ts';

/** Every request of a page. The host validates input on arrival, a message transport output as well. */
export const requests = {
  ...appRequests,
  ...blockRequests,
  ...experimentRequests,
  ...datasetRequests,
  ...importRequests,
  ...runRequests,
  ...reportRequests,
  ...versionRequests,
  ...viewRequests,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type RequestName = keyof typeof requests;
/** A caller's input: defaults may be omitted. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
/** A handler's input: validated, defaults filled in. */
export type ParsedInput<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;

/** A host's side of the contract: one handler for every request. */
export type WorkbenchHandlers = {
  [N in RequestName]: (input: ParsedInput<N>) => RequestOutput<N> | Promise<RequestOutput<N>>;
};

/**
 * The state of a transport's connection. `silent`: it is open, but the host does not answer; nothing is lost when it is
 * `connected` again. `lost`: it is closed, and events are missed meanwhile; the transport reconnects by itself.
 */
export type ConnectionSignal = 'connected' | 'silent' | 'lost';

/** The renderer's interface to its host. Requests reject with an `AppError`. */
export interface WorkbenchApi {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  /** Calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: WorkbenchEvent) => void): () => void;
  /** Says which events this page wants, also after the connection was lost. */
  follow(follow: Follow): void;
  /** Calls `listener` whenever the connection changes, until the returned function is called. */
  onConnection(listener: (state: ConnectionSignal) => void): () => void;
}

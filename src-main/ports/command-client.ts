// The workbench as a command sees it: its own, or one that is open in another program.
import type { WorkbenchEvent } from '#shared/contract/events.ts';
import type { CommandInput, CommandOutput, CommandRequestName } from '#shared/contract/owner.ts';

/** Requests and events of a workbench, for a command. */
export interface CommandClient {
  /** @throws AppError whatever the request fails for; `disconnected` when the workbench went away */
  request<N extends CommandRequestName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Calls `listener` for every event until the returned function is called; the events of a request come before its answer. */
  subscribe(listener: (event: WorkbenchEvent) => void): () => void;
}

// The contract's handlers: what every host offers to its screens.
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import type { CommandHandlers } from '#shared/contract/owner.ts';
import { appHandlers } from '#main/services/handlers/app.ts';
import { blockHandlers } from '#main/services/handlers/blocks.ts';
import { datasetHandlers } from '#main/services/handlers/datasets.ts';
import { experimentHandlers } from '#main/services/handlers/experiments.ts';
import { importHandlers } from '#main/services/handlers/imports.ts';
import { ownerHandlers } from '#main/services/handlers/owner.ts';
import { reportHandlers } from '#main/services/handlers/reports.ts';
import { runHandlers } from '#main/services/handlers/runs.ts';
import { viewHandlers } from '#main/services/handlers/views.ts';
import { versionHandlers } from '#main/services/handlers/versions.ts';
import { dispatchCommand, limitUnanswered, type AnswerMessage } from '#main/services/dispatch.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** All that a screen of any host can ask. */
export function createHandlers(parts: WorkbenchParts): WorkbenchHandlers {
  return {
    ...appHandlers(parts),
    ...blockHandlers(parts),
    ...experimentHandlers(parts),
    ...versionHandlers(parts),
    ...viewHandlers(parts),
    ...datasetHandlers(parts),
    ...importHandlers(parts),
    ...runHandlers(parts),
    ...reportHandlers(parts),
  };
}

/** A command that is connected to the workbench, or has it in its own program. */
export interface CommandSession {
  /** All that the command line can ask: more than a screen can. */
  readonly handlers: CommandHandlers;
  /** Answers one of its messages. */
  readonly answer: AnswerMessage;
  /** The command has ended: what it was recording is interrupted. */
  close(): void;
}

export function openCommandSession(handlers: WorkbenchHandlers, parts: WorkbenchParts): CommandSession {
  const owner = Symbol('a command');
  const all = { ...handlers, ...ownerHandlers(parts, owner) };
  return {
    handlers: all,
    answer: limitUnanswered((message, onDefect) => dispatchCommand(all, message, onDefect)),
    close: () => {
      parts.recordings.interrupt(owner);
    },
  };
}

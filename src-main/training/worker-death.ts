// Why the trainer's thread ended, in a sentence.
import { msg, type Message } from '#shared/base/message.ts';
import { WorkerDiedError } from '#main/ports/trainer.ts';

const memory = /memory limit|out of memory|heap limit|allocation failed/i;

/** What a thread that is out of memory throws often comes without a message: there is no room to copy it. */
function reasonOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : '';
  return message.trim().replace(/\.$/, '');
}

function sentenceOf(thrown: unknown): Message {
  const reason = reasonOf(thrown);
  if (reason === '') return msg`The trainer stopped without saying why; most likely its memory was full.`;
  return memory.test(reason) ? msg`The trainer stopped: its memory was full.` : msg`The trainer stopped: ${reason}.`;
}

/** @param thrown what nothing in the thread caught: anything, not only an error */
export function deathOf(thrown: unknown): WorkerDiedError {
  return new WorkerDiedError(sentenceOf(thrown), { cause: thrown });
}

// Handles the host's events: a command from a native menu, a file opened outside the page, a failure without a request.
import { fromSerializedError } from '#shared/base/app-error.ts';
import { commandName, pressCommand } from '#renderer/lib/app/run-command.ts';
import type { Workbench } from '#renderer/lib/app/workbench.svelte.ts';
import { showOpened } from '#renderer/lib/app/experiment-files.ts';

/** Follows the host until the returned function is called. */
export function followHost(app: Workbench): () => void {
  return app.api.subscribe((event) => {
    if (event.type === 'command') {
      // A menu shows every command on every page; a command that is not available here says so.
      if (!pressCommand(app, event.id)) app.toasts.info(app.t.toast.notHere(commandName(app, event.id)));
    }
    if (event.type === 'open') void app.attempt(() => showOpened(app, event.experimentId));
    if (event.type === 'open-run') app.router.go({ page: 'run', id: event.runId });
    if (event.type === 'notice') app.toasts.error(fromSerializedError(event.error), true);
  });
}

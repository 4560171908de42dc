// One program per home folder: a second start passes its files to the first, which comes to the front, and ends.
import { app } from 'electron';
import { z } from 'zod';
import { filesInArguments } from '#main/app/launch-files.ts';

/** The message of a second start to the first. It is validated because it comes from another process. */
const handedOverSchema = z.object({ files: z.array(z.string()) });

export interface FileReceiver {
  show(): void;
  openFiles(paths: readonly string[]): void;
}

export interface OnlyInstance {
  /** Opens the files of this start, and from now on those of later ones. */
  serve(receiver: FileReceiver): void;
}

/**
 * Call it before the app is ready, when the profile's folder is set.
 * @returns null when another program has this home folder's window; it got the files
 */
export function becomeOnlyInstance(): OnlyInstance | null {
  const files = filesInArguments(process.argv, process.cwd(), process.defaultApp);
  if (!app.requestSingleInstanceLock({ files } satisfies z.infer<typeof handedOverSchema>)) return null;
  let receiver: FileReceiver | null = null;
  let waiting: string[] = files;
  const receive = (paths: readonly string[]): void => {
    if (receiver === null) waiting = [...waiting, ...paths];
    else receiver.openFiles(paths);
  };
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const handedOver = handedOverSchema.safeParse(data);
    receiver?.show();
    if (handedOver.success) receive(handedOver.data.files);
  });
  // macOS says so instead of an argument, also before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    receive([path]);
  });
  return {
    serve: (to) => {
      receiver = to;
      to.openFiles(waiting);
      waiting = [];
    },
  };
}

// Events as TensorBoard's files hold them; read-event.ts names the messages.
import { PbfWriter } from 'pbf';
import type { SettingValue } from '#shared/runs/run-settings.ts';
import { framed } from '#main/histories/tensorboard/records.ts';

type Write = (writer: PbfWriter) => void;

/** A message of one field whose content is written by a function. */
function message(writer: PbfWriter, field: number, write: Write): void {
  writer.writeMessage(field, (_nothing: null, inner) => write(inner), null);
}

function event(wallTime: number, step: number, write: Write): Buffer {
  const writer = new PbfWriter();
  writer.writeDoubleField(1, wallTime);
  if (step !== 0) writer.writeVarintField(2, step);
  write(writer);
  return framed(writer.finish());
}

/** The first event of a file. @param wallTime seconds since 1970 */
export function fileVersionEvent(wallTime: number): Buffer {
  return event(wallTime, 0, (writer) => writer.writeStringField(3, 'brain.Event:2'));
}

/**
 * A number of a series. A plain one of 32 bits, which everything reads that reads such files: TensorBoard's fast reader knows no
 * tensor of 64 bits.
 */
export function scalarEvent(wallTime: number, step: number, tag: string, value: number): Buffer {
  return event(wallTime, step, (writer) => {
    message(writer, 5, (summary) => {
      message(summary, 1, (entry) => {
        entry.writeStringField(1, tag);
        entry.writeFloatField(2, value);
      });
    });
  });
}

function writeAny(writer: PbfWriter, value: SettingValue): void {
  if (typeof value === 'number') writer.writeDoubleField(2, value);
  else if (typeof value === 'string') writer.writeStringField(3, value);
  else writer.writeBooleanField(4, value);
}

function hyperParameterEvent(wallTime: number, tag: string, write: Write): Buffer {
  const content = new PbfWriter();
  write(content);
  return event(wallTime, 0, (writer) => {
    message(writer, 5, (summary) => {
      message(summary, 1, (entry) => {
        entry.writeStringField(1, tag);
        // TensorBoard looks at the metadata only; an empty tensor keeps the value from being dropped.
        message(entry, 8, (tensor) => {
          tensor.writeVarintField(1, 1); // DT_FLOAT
          message(tensor, 2, (shape) => {
            message(shape, 2, (dimension) => dimension.writeVarintField(1, 0));
          });
        });
        message(entry, 9, (metadata) => {
          message(metadata, 1, (plugin) => {
            plugin.writeStringField(1, 'hparams');
            plugin.writeBytesField(2, content.finish());
          });
          metadata.writeVarintField(4, 2); // DATA_CLASS_TENSOR
        });
      });
    });
  });
}

/** The settings of a run, for the plugin `hparams`. */
export function sessionStartEvent(wallTime: number, settings: ReadonlyMap<string, SettingValue>): Buffer {
  return hyperParameterEvent(wallTime, '_hparams_/session_start_info', (writer) => {
    message(writer, 3, (start) => {
      for (const [name, value] of settings)
        message(start, 1, (entry) => {
          entry.writeStringField(1, name);
          message(entry, 2, (any) => {
            writeAny(any, value);
          });
        });
      start.writeDoubleField(5, wallTime);
    });
  });
}

/** How a run ended. */
export function sessionEndEvent(wallTime: number, isFailed: boolean): Buffer {
  return hyperParameterEvent(wallTime, '_hparams_/session_end_info', (writer) => {
    message(writer, 4, (end) => {
      end.writeVarintField(1, isFailed ? 2 : 1);
      end.writeDoubleField(2, wallTime);
    });
  });
}

// A table of a report as plain texts, for the page and for its file.

/** A cell: its text, and whether it stands out. */
export interface ReportCell {
  readonly text: string;
  readonly tone?: 'good' | 'bad' | 'dim';
  /** The token of a colour for a dot before the text: the run's own. */
  readonly color?: string;
}

/** A column's head. */
export interface ReportHead {
  readonly text: string;
  /** Its cells end at the right. */
  readonly isFigures: boolean;
  readonly color?: string;
}

/** The first cell of a row is its head. */
export interface ReportTable {
  /** What the table is of; read aloud, not shown. */
  readonly label: string;
  readonly heads: readonly ReportHead[];
  readonly rows: readonly (readonly ReportCell[])[];
}

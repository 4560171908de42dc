/** What an argument is called where its own name is no word for people. */
export interface ArgumentWords {
  readonly label: string;
  /** Of the values of a choice. */
  readonly values?: Readonly<Record<string, string>>;
  /** What no value means. */
  readonly none?: string;
}

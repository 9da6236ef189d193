/** What a query gives for one parameter. A field takes its value from it, as it would from the value in a JSON body. */
export class QueryTexts {
  /**
   * @param texts one for each time that the parameter is given
   * @param entries of `name[key]=value`, for a parameter that is an object
   */
  constructor(
    readonly texts: readonly string[],
    readonly entries: Readonly<Record<string, string>> = {},
  ) {}

  get isGiven(): boolean {
    return this.texts.length > 0 || Object.keys(this.entries).length > 0;
  }

  /** Of several the last counts. */
  get last(): string | undefined {
    return this.texts.at(-1);
  }
}

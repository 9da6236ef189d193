/** What is the case, and what to do, by a code of the API. */
export type Explanations = Readonly<Record<string, readonly [what: string, remedy: string]>>;

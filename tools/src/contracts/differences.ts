/** What of a change matters while services of two versions run at once, or read what the version before stored. */
export interface Differences {
  /** No order of the upgrade helps: it needs a contract of its own beside the old one. */
  readonly breaks: readonly string[];
  /** Works if the side that reads is upgraded first. */
  readonly order: readonly string[];
}

/** Towards the owner of the contract, or from it. */
export type Direction = 'input' | 'output';

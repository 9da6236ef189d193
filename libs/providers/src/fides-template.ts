/** The name of the template that an operator may keep at the vendor, to wrap every mail in their own frame. */
export const templateName = 'fides';

const failedForMs = 60_000;

/** A person waits for the message; without an answer by then it goes out as what was known last. */
const patienceMs = 3_000;

/**
 * Whether the vendor holds that template: looked for when a mail is sent, as Fides does, so that what an operator has
 * just made or removed there holds for the next mail. Mails that are sent at once share one look-up. One that fails
 * leaves what was known, fails no send and is not repeated for a minute.
 */
export class FidesTemplate {
  private known: string | null = null;
  private askAgainAt = 0;
  private asking: Promise<void> | null = null;

  /** `find` gives the vendor's name or id of the template, null when there is none */
  constructor(private readonly find: (signal: AbortSignal) => Promise<string | null>) {}

  async current(): Promise<string | null> {
    if (!this.asking && Date.now() >= this.askAgainAt) this.asking = this.ask();
    await this.asking;
    return this.known;
  }

  private async ask(): Promise<void> {
    try {
      this.known = await this.find(AbortSignal.timeout(patienceMs));
    } catch {
      this.askAgainAt = Date.now() + failedForMs;
    } finally {
      this.asking = null;
    }
  }
}

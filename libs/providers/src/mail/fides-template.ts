import { ProviderError } from '../provider-error';

/** The name of the template that an operator may keep at the vendor, to wrap every mail in their own frame. */
export const templateName = 'fides';

const foundForMs = 5 * 60_000;
const failedForMs = 60_000;

/** A person waits for the first message; without an answer by then it goes out without the frame. */
const patienceMs = 3_000;

/**
 * Whether the vendor holds that template. Only an account's first messages wait for the answer, all for the same one;
 * later it is asked for again behind their backs. A look-up that fails leaves what was known and fails no send.
 */
export class FidesTemplate {
  private known: string | null = null;
  private askAgainAt = 0;
  private asking: Promise<void> | null = null;
  private answered = false;

  /** `find` gives the vendor's name or id of the template, null when there is none */
  constructor(private readonly find: (signal: AbortSignal) => Promise<string | null>) {}

  async current(): Promise<string | null> {
    if (!this.asking && Date.now() >= this.askAgainAt) this.asking = this.ask();
    if (!this.answered && this.asking) await this.asking;
    return this.known;
  }

  /** The vendor does not know it any more. */
  forget(): void {
    this.known = null;
    this.askAgainAt = Date.now() + failedForMs;
  }

  /** Sends in the template. One that the vendor cannot use any more costs this message a second request. */
  async use<T>(send: (template: string | null) => Promise<T>): Promise<T> {
    const template = await this.current();
    try {
      return await send(template);
    } catch (error) {
      const isUnusable = error instanceof ProviderError && error.reason === 'template_unusable';
      if (template === null || !isUnusable) throw error;
      this.forget();
      return send(null);
    }
  }

  private async ask(): Promise<void> {
    try {
      this.known = await this.find(AbortSignal.timeout(patienceMs));
      this.askAgainAt = Date.now() + foundForMs;
    } catch {
      this.askAgainAt = Date.now() + failedForMs;
    } finally {
      this.answered = true;
      this.asking = null;
    }
  }
}

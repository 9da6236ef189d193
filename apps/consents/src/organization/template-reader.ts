import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { PublishedWordings, wordingKeys, type MessageKindId } from '@subjectline/contracts';

/** Tells callers which templates their messages lack. Whether a message is sent is decided by dispatch. */
@Injectable()
export class TemplateReader {
  constructor(private readonly bus: Bus) {}

  /** The kinds without a template in any suitable language. */
  async missing(
    organization: string,
    locale: string,
    kinds: readonly MessageKindId[],
  ): Promise<ReadonlySet<MessageKindId>> {
    const found = await Promise.all(kinds.map((kind) => this.has(organization, locale, kind)));
    return new Set(kinds.filter((_kind, index) => !found[index]));
  }

  private async has(organization: string, locale: string, kind: MessageKindId): Promise<boolean> {
    for (const key of wordingKeys(organization, kind, locale)) {
      if (await this.bus.read(PublishedWordings, key)) return true;
    }
    return false;
  }
}

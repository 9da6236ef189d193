import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import { PublishedWordings, wordingKeys, type MessageKindId } from '@subjectline/contracts';

/** Whether an organization has created the templates that its messages need; who calls is told, dispatch decides. */
@Injectable()
export class TemplateReader {
  constructor(private readonly bus: Bus) {}

  /** Those of the kinds that have no template in any language that would do. */
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

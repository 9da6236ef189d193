import { Injectable } from '@nestjs/common';
import type { MessageKindId, OrganizationSettings } from '@subjectline/contracts';
import { SettingsReader } from '../organization/settings-reader';
import { TemplateReader } from '../organization/template-reader';
import type { EventContent } from '../person/consent-vault';
import { EventContents } from './event-contents';
import { isSettled } from './event-status';
import type { EventRow } from './event.store';
import { choiceKinds, validationMessages } from './notifications';

/** What the messages about an event depend on, read before its transaction begins. */
export interface NoticeContext {
  readonly settings: OrganizationSettings;
  readonly missingTemplates: ReadonlySet<MessageKindId>;
}

@Injectable()
export class NoticeContextReader {
  constructor(
    private readonly settings: SettingsReader,
    private readonly templates: TemplateReader,
    private readonly contents: EventContents,
  ) {}

  async read(organization: string, locale: string, kinds: readonly MessageKindId[]): Promise<NoticeContext> {
    const [settings, missingTemplates] = await Promise.all([
      this.settings.read(organization),
      this.templates.missing(organization, locale, kinds),
    ]);
    return { settings, missingTemplates };
  }

  /** For a change after which the event may count, or be pending still. */
  ofChange(event: EventRow): Promise<NoticeContext> {
    const kind = validationKindOf(this.contents.of(event));
    const asking = kind && !isSettled(event.status) ? [kind] : [];
    return this.read(event.organization, event.locale, [...choiceKinds, ...asking]);
  }
}

/** The kind of message that asks for confirmation of an event; undefined when no confirmation is needed. */
export function validationKindOf({ validation }: EventContent): MessageKindId | undefined {
  return validation ? validationMessages[validation.method].kind : undefined;
}

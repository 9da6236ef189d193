import { Injectable } from '@nestjs/common';
import type { ConsentWarning, MessageKindId } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { reachOfPerson, type Reach } from '../person/addresses';
import { ConsentMessages } from '../person/consent-messages';
import type { KnownUser } from '../person/user-directory';
import { UserStore } from '../person/user.store';
import { areSameChoices, choicesOf, overlap } from './choices';
import { CurrentChoices, isLater } from './current-choices';
import { EventContents } from './event-contents';
import { EventStore, type EventRow } from './event.store';
import type { NoticeContext } from './notice-context';
import { noticeOf, welcomeSeconds } from './notifications';
import type { Snapshot } from './snapshot.store';

/** Which events later choices override, and what a user is told when the choices in force change. */
@Injectable()
export class ChoiceService {
  constructor(
    private readonly events: EventStore,
    private readonly users: UserStore,
    private readonly messages: ConsentMessages,
    private readonly contents: EventContents,
    private readonly current: CurrentChoices,
  ) {}

  /** Whether a later choice about the same things is in force. */
  async isSuperseded(event: EventRow): Promise<boolean> {
    return this.isOverriddenBy(event, await this.events.confirmedSince(event));
  }

  isOverriddenBy(event: EventRow, confirmed: readonly EventRow[]): boolean {
    const { consents } = this.contents.of(event);
    return confirmed.some(
      (other) => isLater(other, event) && overlap(consents, this.contents.of(other).consents),
    );
  }

  /**
   * Tells a locked user what an event that was just written has changed. A silent change, such as an import, counts as
   * the user's first all the same.
   * @param before what was in force before the event was written
   */
  async announce(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    before: Snapshot,
    { isSilent = false, ...context }: NoticeContext & { readonly isSilent?: boolean },
  ): Promise<ConsentWarning[]> {
    if (event.status !== 'confirmed') return [];
    const after = await this.current.advance(transaction, event, before);
    const isFirst = user.row.first_confirmed_at === null;
    if (isFirst) await this.users.markConfirmed(transaction, user.row);
    const kind = noticeOf({
      isFirst,
      hasChanged: !areSameChoices(choicesOf(before.state), choicesOf(after.state)),
    });
    return kind && !isSilent ? this.notify(transaction, user, event, kind, context) : [];
  }

  /**
   * The welcome carries a link to the Privacy Center, which is verified like any other: its template relies on it, and
   * the center's URL may still be set before it is followed. Without template and URL a link would be of no use.
   */
  private async notify(
    transaction: Transaction,
    user: KnownUser,
    event: EventRow,
    kind: MessageKindId,
    { settings, missingTemplates }: NoticeContext,
  ): Promise<ConsentWarning[]> {
    const { organization, id: eventId, locale } = event;
    const reach = reachOfPerson(user.person);
    const redirectUrl = settings.privacy_center_url;
    const message = { organization, kind, variables: this.contents.variablesOf(event), locale };
    const isOfUse = redirectUrl !== null || !missingTemplates.has(kind);
    if (kind === 'consents-user-created' && reach && isOfUse) {
      const subject = { about: user.row.id, recordedUnder: eventId };
      const link = { reach, lifetimeSeconds: welcomeSeconds, redirectUrl };
      await this.messages.startChallenge(transaction, { ...message, ...subject, ...link });
    } else {
      await this.messages.notify(transaction, { ...message, about: eventId, reach });
    }
    return messageWarnings(kind, reach, missingTemplates);
  }
}

/** Why a message will not arrive, as far as can be known before it is sent. */
export function messageWarnings(
  kind: MessageKindId,
  reach: Reach | null,
  missingTemplates: ReadonlySet<MessageKindId>,
): ConsentWarning[] {
  return [
    ...(missingTemplates.has(kind) ? [{ reason: 'template_missing', email_type: kind } as const] : []),
    ...(reach ? [] : [{ reason: 'no_recipient', email_type: kind } as const]),
  ];
}

import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  addressFor,
  AppError,
  Clock,
  defaultLocale,
  isPhoneAllowed,
  messageContext,
  messageKind,
  PublicSettings,
  SendMessages,
  sendTaskOf,
  type AcceptedMessage,
  type Channel,
  type MessageRecipient,
  type NewMessage,
  type PublicOrganizationSettings,
} from '@subjectline/contracts';
import { KeyRing, recipientDigests } from '@subjectline/storage';
import { BrokerWatch } from '../health/broker-watch';
import { checkMessage, type SendMessageBody } from './send-message.body';
import { SuppressionLookup } from './suppression-lookup';

type CountrySettings = Pick<PublicOrganizationSettings, 'sms_countries'> | null;

/** Checks messages, seals them and hands them to dispatch. */
@Injectable()
export class MessageSender {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly broker: BrokerWatch,
    private readonly suppressions: SuppressionLookup,
    private readonly clock: Clock,
  ) {}

  /** What `check` needs for this message: nothing is read where it does not go to a number alone. */
  async countriesFor(organization: string, message: SendMessageBody): Promise<CountrySettings> {
    return onlyNumberOf(message) === null ? null : this.countriesOf(organization);
  }

  countriesOf(organization: string): Promise<CountrySettings> {
    return this.bus.read(PublicSettings, organization);
  }

  /** Every check that can be made before sending. */
  check(message: SendMessageBody, settings: CountrySettings): SendMessageBody {
    const checked = checkMessage(message, this.clock.nowMs());
    requireCountry(checked, settings);
    return checked;
  }

  seal(organization: string, id: string, message: SendMessageBody): NewMessage {
    const { to, variables = {}, locale = defaultLocale, ...rest } = message;
    const sealed_content = this.keys.sealJson({ to, variables }, messageContext(organization, id));
    return { id, sealed_content, locale, ...rest };
  }

  /** By which channels its recipient gets no such message; null if that cannot be found out now. */
  async suppressedFor(organization: string, message: SendMessageBody): Promise<Channel[] | null> {
    const recipients = this.recipientsOf(organization, message);
    try {
      return (await this.suppressions.suppressedOf(recipients)).map(({ channel }) => channel);
    } catch (error) {
      // the message is accepted all the same, and the list is looked at when it leaves
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  private recipientsOf(
    organization: string,
    { kind, to, channel: wanted }: SendMessageBody,
  ): MessageRecipient[] {
    return messageKind(kind).channels.flatMap((channel) => {
      const address = addressFor(channel, to);
      if (!address || channel !== (wanted ?? channel)) return [];
      return [
        { organization, kind, channel, digests: recipientDigests(this.keys, organization, channel, address) },
      ];
    });
  }

  /** One that is sent at once is a task, which is taken also while dispatch or its database is down. */
  async send(organization: string, message: NewMessage): Promise<AcceptedMessage['state']> {
    const { id, kind, send_at } = message;
    if (send_at === undefined) {
      this.broker.requireBroker();
      await this.bus.send(sendTaskOf(kind), { ...message, organization }, { id });
      return 'queued';
    }
    const [accepted] = await this.store(organization, [message]);
    return accepted?.state ?? 'scheduled';
  }

  /** Messages are stored when this returns, all or none. */
  async store(organization: string, messages: NewMessage[]): Promise<AcceptedMessage[]> {
    this.broker.requireBroker();
    return (await this.bus.ask(SendMessages, { organization, messages })).messages;
  }

  get maxMessageBytes(): number {
    return this.bus.maxMessageBytes;
  }
}

/** The number to which a message can only go as a text. */
function onlyNumberOf({ to, channel }: SendMessageBody): string | null {
  const { email, phone_number } = to;
  return !phone_number || channel === 'email' || (email && channel !== 'sms') ? null : phone_number;
}

/** A number that no message will go to is refused at once, where no address stands beside it. */
function requireCountry(message: SendMessageBody, settings: CountrySettings): void {
  const phone = onlyNumberOf(message);
  if (phone === null || !settings || isPhoneAllowed(phone, settings.sms_countries)) return;
  const text = 'is of a country that is not enabled: add it to sms.allowed_countries';
  const path = ['body', 'to', 'phone_number'];
  throw new AppError('invalid', {}, [{ path, rule: 'isPhoneAllowed', message: text }]);
}

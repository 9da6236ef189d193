import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  messageContext,
  newId,
  sampleValues,
  sendTaskOf,
  type Address,
  type Channel,
  type WordingPlace,
} from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { BrokerWatch } from '../health/broker-watch';

interface Test {
  readonly to: Address;
  /** Of the message. Default: that of the wording. */
  readonly locale: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Sends a message of any kind with sample values, marked as a test. */
@Injectable()
export class TestMessages {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly broker: BrokerWatch,
  ) {}

  /** @returns the id of the message */
  async send(place: Required<WordingPlace>, { to, locale, variables = {} }: Test): Promise<string> {
    const { organization, kind } = place;
    const channel = channelTo(to);
    this.broker.requireBroker();
    const id = newId('msg');
    const content = { to, variables: { ...sampleValues(kind, place.locale), ...variables } };
    const sealed_content = this.keys.sealJson(content, messageContext(organization, id));
    const task = { id, organization, kind, locale, channel, sealed_content, is_test: true };
    await this.bus.send(sendTaskOf(kind), task, { id });
    return id;
  }
}

/** A test goes to one address, by the channel that reaches it. */
function channelTo({ email, phone_number }: Address): Channel {
  if (email && !phone_number) return 'email';
  if (phone_number && !email) return 'sms';
  const message = 'needs an email or a phone_number, and not both';
  throw new AppError('invalid', {}, [{ path: ['body', 'to'], rule: 'oneOf', message }]);
}

import { Injectable } from '@nestjs/common';
import {
  Address,
  AppError,
  check,
  messageKind,
  suppressedAddressContext,
  type AddSuppressionsRequest,
  type Channel,
  type FindSuppressedRequest,
  type FoundSuppressed,
  type ListSuppressionsRequest,
  type ReadSuppressedRequest,
  type SuppressedChannels,
  type Suppression,
  type SuppressionReference,
  type Suppressions,
} from '@subjectline/contracts';
import { Database, KeyRing } from '@subjectline/storage';
import { Recipients } from './recipients';
import { Suppressed } from './suppressed';
import { SuppressionStore, type SuppressionRow } from './suppression.store';

/** Staff look at the suppression list, and change it. */
@Injectable()
export class SuppressionService {
  constructor(
    private readonly store: SuppressionStore,
    private readonly recipients: Recipients,
    private readonly suppressed: Suppressed,
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  async list({ page, size, sealed_address, ...filter }: ListSuppressionsRequest): Promise<Suppressions> {
    const { organization } = filter;
    const digests =
      sealed_address === undefined
        ? null
        : this.addressesIn(organization, sealed_address).flatMap(([channel, address]) =>
            this.recipients.digests(organization, channel, address),
          );
    const slice = { skip: (page - 1) * size, limit: size };
    const { rows, total } = await this.store.list({ ...filter, digests, ...slice });
    return { items: rows.map(toSuppression), total };
  }

  async add({ organization, sealed_address, created_by }: AddSuppressionsRequest): Promise<Suppressions> {
    const items = await this.database.transaction(async (transaction) => {
      const added: SuppressionRow[] = [];
      for (const [channel, address] of this.addressesIn(organization, sealed_address)) {
        const [digest] = this.recipients.digests(organization, channel, address);
        added.push(...(await this.store.add(transaction, { organization, channel, digest }, created_by)));
      }
      return added;
    });
    return { items: items.map(toSuppression), total: items.length };
  }

  async remove({ organization, id }: SuppressionReference): Promise<Suppression> {
    const removed = await this.store.remove(organization, id);
    if (!removed) throw new AppError('suppression_unknown', { id });
    return toSuppression(removed);
  }

  async find({ recipients }: FindSuppressedRequest): Promise<FoundSuppressed> {
    const asked = recipients.map(({ kind, ...recipient }) => this.suppressed.isSuppressed(kind, recipient));
    return { is_suppressed: await Promise.all(asked) };
  }

  async channels(request: ReadSuppressedRequest): Promise<SuppressedChannels> {
    const { organization, kind, channel: wanted, sealed_address } = request;
    const ofKind = messageKind(kind).channels.filter((channel) => channel === (wanted ?? channel));
    const asked = this.addressesIn(organization, sealed_address).filter(([channel]) =>
      ofKind.includes(channel),
    );
    const suppressed = await Promise.all(
      asked.map(([channel, address]) => {
        const digests = this.recipients.digests(organization, channel, address);
        return this.suppressed.isSuppressed(kind, { organization, channel, digests });
      }),
    );
    return { channels: asked.flatMap(([channel], index) => (suppressed[index] ? [channel] : [])) };
  }

  private addressesIn(organization: string, sealed: string): [Channel, string][] {
    const opened = this.keys.openJson(sealed, suppressedAddressContext(organization));
    const { email, phone_number } = check(Address, opened);
    const addresses: [Channel, string][] = [];
    if (email) addresses.push(['email', email]);
    if (phone_number) addresses.push(['sms', phone_number]);
    return addresses;
  }
}

function toSuppression({ created_at, expires_at, ...row }: SuppressionRow): Suppression {
  return {
    ...row,
    created_at: created_at.toISOString(),
    expires_at: expires_at?.toISOString() ?? null,
  };
}

import { Injectable } from '@nestjs/common';
import type { Channel, ProviderFallbacks } from '@subjectline/contracts';
import { Database, type Queryable } from '@subjectline/storage';

@Injectable()
export class FallbackStore {
  constructor(private readonly database: Database) {}

  async read(organization: string, on: Queryable = this.database): Promise<ProviderFallbacks> {
    const rows = await on.query<{ channel: Channel; key: string }>(
      'select channel, key from provider_fallbacks where organization = $1 order by channel, position',
      [organization],
    );
    const keysFor = (wanted: Channel) =>
      rows.filter(({ channel }) => channel === wanted).map(({ key }) => key);
    return { email: keysFor('email'), sms: keysFor('sms') };
  }

  async write(organization: string, { email, sms }: ProviderFallbacks, on: Queryable): Promise<void> {
    await on.query('delete from provider_fallbacks where organization = $1', [organization]);
    await on.query(
      `insert into provider_fallbacks (organization, channel, position, key)
       select $1, 'email', position, key from unnest($2::text[]) with ordinality as list (key, position)
       union all
       select $1, 'sms', position, key from unnest($3::text[]) with ordinality as list (key, position)`,
      [organization, email, sms],
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { ApplicationSettings, ChangeSettings, ReadSettings } from '@subjectline/contracts';
import { deepMerge } from './merge';
import { requireKnownType } from './provider-type';
import { SettingsPublisher } from './settings.publisher';
import { SettingsStore } from './settings.store';

@Injectable()
export class SettingsService {
  constructor(
    private readonly store: SettingsStore,
    private readonly publisher: SettingsPublisher,
  ) {}

  read({ organization }: ReadSettings): Promise<ApplicationSettings> {
    return this.store.read(organization);
  }

  /** @returns everything that is set, after the change */
  async change({ organization, changes }: ChangeSettings): Promise<ApplicationSettings> {
    const { notifications } = changes;
    if (notifications?.notification_service_type) {
      const path = ['notifications', 'notification_service_type'];
      notifications.notification_service_type = requireKnownType(
        notifications.notification_service_type,
        path,
      ).serviceType;
    }
    const set = await this.store.change(organization, (document) =>
      deepMerge({ ...document }, { ...changes }),
    );
    await this.publisher.publish(organization);
    return set;
  }
}

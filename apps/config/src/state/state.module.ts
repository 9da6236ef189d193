import { Module } from '@nestjs/common';
import { BrandStore } from './brand.store';
import { FallbackStore } from './fallback.store';
import { OrganizationStore } from './organization.store';
import { ProviderStore } from './provider.store';
import { SettingsReader } from './settings-reader';
import { SettingsPublisher } from './settings.publisher';
import { SettingsStore } from './settings.store';

const shared = [
  SettingsStore,
  ProviderStore,
  FallbackStore,
  BrandStore,
  OrganizationStore,
  SettingsReader,
  SettingsPublisher,
];

/** What is stored for an organization, and the state that is published of it: every feature changes both at once. */
@Module({ providers: shared, exports: shared })
export class StateModule {}

import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module';
import { BrandsModule } from './brands/brands.module';
import { ClientsModule } from './clients/clients.module';
import { FallbacksModule } from './fallbacks/fallbacks.module';
import { OperatorsModule } from './operators/operators.module';
import { OrganizationsModule } from './organizations/organizations.module';
import { ProvidersModule } from './providers/providers.module';
import { PublicationModule } from './publication/publication.module';
import { SessionsModule } from './sessions/sessions.module';
import { SettingsModule } from './settings/settings.module';

@Module({
  imports: [
    SettingsModule,
    ProvidersModule,
    FallbacksModule,
    ClientsModule,
    OperatorsModule,
    SessionsModule,
    OrganizationsModule,
    BrandsModule,
    PublicationModule,
    AuditModule,
  ],
})
export class AppModule {}

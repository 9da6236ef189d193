import { Module } from '@nestjs/common';
import { EndpointModule } from '../endpoint/endpoint.module';
import { EndpointWarnings } from './endpoint-warnings';

/** Endpoints in health. */
@Module({ imports: [EndpointModule], providers: [EndpointWarnings] })
export class HealthModule {}

import { Module } from '@nestjs/common';
import { EndpointSecrets } from './endpoint-secrets';
import { EndpointStore } from './endpoint.store';

/** Endpoints and their secrets. */
@Module({
  providers: [EndpointStore, EndpointSecrets],
  exports: [EndpointStore, EndpointSecrets],
})
export class EndpointModule {}

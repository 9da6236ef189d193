import {
  ChangeWebhookEndpointRequest,
  CreateWebhookEndpointRequest,
  ReplayWebhooksRequest,
  RotateWebhookSecretRequest,
} from '@subjectline/contracts';
import { OmitFields } from '@subjectline/schema';

export class CreateWebhookEndpointBody extends OmitFields(CreateWebhookEndpointRequest, ['organization']) {}

export class ChangeWebhookEndpointBody extends OmitFields(ChangeWebhookEndpointRequest, [
  'organization',
  'id',
]) {}

export class RotateWebhookSecretBody extends OmitFields(RotateWebhookSecretRequest, ['organization', 'id']) {}

export class ReplayWebhooksBody extends OmitFields(ReplayWebhooksRequest, ['organization', 'id']) {}

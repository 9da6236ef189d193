import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CheckProvider,
  SendTestMessage,
  TrySettings,
  type CheckProviderRequest,
  type ProviderTestResult,
  type SendTestMessageRequest,
  type TriedSettings,
  type TrySettingsRequest,
} from '@subjectline/contracts';
import { ProviderTestService } from './provider-test.service';

@Controller()
export class ProviderTestHandler {
  constructor(private readonly tests: ProviderTestService) {}

  @Answers(SendTestMessage)
  send(request: SendTestMessageRequest): Promise<ProviderTestResult> {
    return this.tests.send(request);
  }

  @Answers(CheckProvider)
  check(request: CheckProviderRequest): Promise<ProviderTestResult> {
    return this.tests.check(request);
  }

  @Answers(TrySettings)
  trySettings(request: TrySettingsRequest): Promise<TriedSettings> {
    return this.tests.trySettings(request);
  }
}

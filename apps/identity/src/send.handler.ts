import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import { CountSend, type CountedSend, type CountSendRequest } from '@subjectline/contracts';
import { SendService } from './send.service';

@Controller()
export class SendHandler {
  constructor(private readonly sends: SendService) {}

  @Answers(CountSend)
  count(request: CountSendRequest): Promise<CountedSend> {
    return this.sends.count(request);
  }
}

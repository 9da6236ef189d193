import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CountSend,
  TakeSends,
  type CountedSend,
  type CountSendRequest,
  type TakenSends,
  type TakeSendsRequest,
} from '@subjectline/contracts';
import { SendService } from './send.service';

@Controller()
export class SendHandler {
  constructor(private readonly sends: SendService) {}

  @Answers(CountSend)
  count(request: CountSendRequest): Promise<CountedSend> {
    return this.sends.count(request);
  }

  @Answers(TakeSends)
  take(request: TakeSendsRequest): Promise<TakenSends> {
    return this.sends.take(request);
  }
}

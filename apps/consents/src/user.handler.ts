import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CreateConsentUser,
  ListConsentUsers,
  ReadConsentUser,
  type ConsentUser,
  type ConsentUserList,
  type CreateConsentUserRequest,
  type ListConsentUsersRequest,
  type ReadConsentUserRequest,
} from '@subjectline/contracts';
import { UserService } from './user.service';

@Controller()
export class UserHandler {
  constructor(private readonly users: UserService) {}

  @Answers(ReadConsentUser)
  read(request: ReadConsentUserRequest): Promise<ConsentUser> {
    return this.users.read(request);
  }

  @Answers(ListConsentUsers)
  list(request: ListConsentUsersRequest): Promise<ConsentUserList> {
    return this.users.list(request);
  }

  @Answers(CreateConsentUser)
  create(request: CreateConsentUserRequest): Promise<ConsentUser> {
    return this.users.create(request);
  }
}

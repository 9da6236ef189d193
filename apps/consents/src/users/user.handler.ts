import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ChangeConsentUser,
  CreateConsentUser,
  DeleteConsentUser,
  ListConsentUsers,
  ReadConsentUser,
  type ChangeConsentUserRequest,
  type ConsentUser,
  type ConsentUserList,
  type CreateConsentUserRequest,
  type DeleteConsentUserRequest,
  type DeletedConsentUser,
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

  @Answers(ChangeConsentUser)
  change(request: ChangeConsentUserRequest): Promise<ConsentUser> {
    return this.users.change(request);
  }

  @Answers(DeleteConsentUser)
  delete(request: DeleteConsentUserRequest): Promise<DeletedConsentUser> {
    return this.users.delete(request);
  }
}

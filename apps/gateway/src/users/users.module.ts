import { Module } from '@nestjs/common';
import { UserPermissionController } from './user-permission.controller';
import { UserController } from './user.controller';

@Module({ controllers: [UserController, UserPermissionController] })
export class UsersModule {}

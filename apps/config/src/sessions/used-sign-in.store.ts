import { Injectable } from '@nestjs/common';
import { Database } from '@subjectline/storage';

@Injectable()
export class UsedSignInStore {
  constructor(private readonly database: Database) {}

  /** False if it was noted before. */
  async note(digest: string, expires_at: Date): Promise<boolean> {
    const noted = await this.database.query(
      'insert into used_sign_ins (digest, expires_at) values ($1, $2) on conflict do nothing returning digest',
      [digest, expires_at],
    );
    return noted.length > 0;
  }
}
